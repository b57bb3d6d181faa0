package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | hooks.slack.com      | false",
                "*                           | hooks.slack.com      | true",
                "hooks.slack.com             | hooks.slack.com      | true",
                "HOOKS.Slack.com             | hooks.slack.COM      | true",
                "slack.com                   | hooks.slack.com      | true",
                ".slack.com                  | hooks.slack.com      | true",
                "*.slack.com                 | hooks.slack.com      | true",
                ".slack.com                  | slack.com            | true",
                "slack.com                   | notslack.com         | false",
                "slack.com                   | slack.com.evil.org   | false",
                "slack.com.                  | hooks.slack.com      | true",
                "slack.com                   | hooks.slack.com.     | true",
                "com                         | hooks.slack.com      | true",
                "a.com, b.com slack.com      | hooks.slack.com      | true",
                "a.com,,                     | hooks.slack.com      | false",
                ".                           | hooks.slack.com      | false",
                "hooks.slack.com:443         | hooks.slack.com      | true",
                "hooks.slack.com:8443        | hooks.slack.com      | false",
                "slack.com:443               | hooks.slack.com      | true",
                "*:443                       | hooks.slack.com      | true",
                "*:80                        | hooks.slack.com      | false",
                "10.1.2.3                    | 10.1.2.3             | true",
                "10.1.2.3:443                | 10.1.2.3             | true",
                "10.1.2.3:444                | 10.1.2.3             | false",
                "2.3                         | 10.1.2.3             | false",
                "10.0.0.0/8                  | 10.1.2.3             | true",
                "10.0.0.0/8                  | 11.1.2.3             | false",
                "10.1.2.0/23                 | 10.1.3.3             | true",
                "10.1.2.0/23                 | 10.1.4.3             | false",
                "0.0.0.0/0                   | 10.1.2.3             | true",
                "10.0.0.0/99                 | 10.1.2.3             | false",
                "10.0.0.0/x                  | 10.1.2.3             | false",
                "10.0.0.0/8                  | 10.example.com       | false",
                "fd00::/8                    | [fd12::1]            | true",
                "[fd12::1]                   | fd12:0:0::1          | true",
                "[fd12::1]:443               | fd12::1              | true",
                "[fd12::1]:444               | fd12::1              | false",
                "fd12::1                     | fd12::2              | false",
                "10.0.0.0/8                  | fd12::1              | false",
            })
    void asTheToolsDo(String noProxy, String host, boolean covers) {
        assertThat(NoProxy.of(noProxy).covers(host, 443)).isEqualTo(covers);
    }
}
