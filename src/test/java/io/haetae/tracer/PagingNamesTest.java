package io.haetae.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PagingNamesTest {

    @ParameterizedTest
    @EnumSource
    void areFoundAgainAsStored(PagingNames names) {
        assertThat(PagingNames.of(names.toString())).isEqualTo(names);
        assertThat(names.other()).isNotEqualTo(names);
        assertThat(names.other().other()).isEqualTo(names);
    }

    @Test
    void areTheVendorsCurrentOnesIfNobodyKnows() {
        assertThat(PagingNames.of(null)).isEqualTo(PagingNames.PAGE_SIZE).hasToString("page,size");
        assertThat(PagingNames.of("offset,limit")).isEqualTo(PagingNames.PAGE_SIZE);
        assertThat(PagingNames.PAGE_INDEX).hasToString("pageIndex,pageSize");
    }

    @ParameterizedTest
    @EnumSource
    void areWhatARequestAsksWith(PagingNames names) throws Exception {
        JsonNode body =
                new ObjectMapper().readTree(new PageRequest(1_717_200_000_000L, 1_717_200_060_000L, 3, names).json());
        assertThat(body).hasSize(4);
        assertThat(body.get("fromEventTime").longValue()).isEqualTo(1_717_200_000_000L);
        assertThat(body.get("toEventTime").longValue()).isEqualTo(1_717_200_060_000L);
        assertThat(body.get(names.page()).intValue()).isEqualTo(3);
        assertThat(body.get(names.size()).intValue()).isEqualTo(100);
    }
}
