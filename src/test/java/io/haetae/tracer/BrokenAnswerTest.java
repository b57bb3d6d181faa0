package io.haetae.tracer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that begins and does not come whole, or is too large. */
class BrokenAnswerTest extends ScriptedServer {

    @Test
    void refusesABodyOverTheMost() {
        script = out -> answer(out, "", new byte[MOST + 1]);
        assertFails(Family.SHAPE);
    }

    @Test
    void refusesABodyWithoutAnEndAndDoesNotDrainIt() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
            try {
                while (true) {
                    out.write(new byte[1 << 16]);
                }
            } finally {
                hungUp.countDown();
            }
        };
        assertFails(Family.SHAPE);
        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesASmallBodyThatUnpacksToMoreThanTheMost() throws Exception {
        byte[] bomb = gzip(new byte[MOST + 1]);
        assertThat(bomb).hasSizeLessThan(MOST / 100);
        script = out -> answer(out, "Content-Encoding: gzip\r\n", bomb);
        assertFails(Family.SHAPE);
        script = out -> answer(out, "Content-Encoding: gzip\r\n", gzip("packed".getBytes(US_ASCII)));
        assertThat(ask()).isEqualTo("packed");
    }

    @Test
    void tellsABodyThatIsCutOff() {
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".getBytes(US_ASCII));
            out.flush();
            throw new IOException("cut");
        };
        assertThat(assertFails(Family.CUT_OFF).date()).isNull();
    }

    @Test
    void keepsTheDateOfAnAnswerThatBreaksOffOrDrips() throws Exception {
        String headers = "HTTP/1.1 200 OK\r\nDate: Sat, 01 Jun 2024 00:02:00 GMT\r\nContent-Length: 10\r\n\r\n";
        script = out -> {
            out.write((headers + "abc").getBytes(US_ASCII));
            throw new IOException("cut");
        };
        assertThat(assertFails(Family.CUT_OFF).date()).isEqualTo("Sat, 01 Jun 2024 00:02:00 GMT");
        script = out -> {
            out.write(headers.getBytes(US_ASCII));
            over.await();
        };
        assertThat(beforeTheDeadline(() -> assertFails(Family.DEADLINE).date()))
                .isEqualTo("Sat, 01 Jun 2024 00:02:00 GMT");
    }

    /** What came before it; a machine that is too busy for a short one is given a longer one. */
    private String beforeTheDeadline(Callable<String> asks) throws Exception {
        String came = null;
        for (int seconds = 1; came == null && seconds <= 16; seconds *= 4) {
            bound(Duration.ofSeconds(seconds));
            try {
                came = asks.call();
            } catch (NoWholeAnswer e) {
                assertThat(e.family()).isEqualTo(Family.DEADLINE);
            }
        }
        return came;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nA\r\nabc", // truncated
                "Transfer-Encoding: chunked\r\n\r\nno number\r\n", // malformed
                "Content-Encoding: gzip\r\n\r\nno gzip",
                "Content-Encoding: deflate\r\n\r\nno deflate",
                "Content-Length: 10\r\nContent-Encoding: gzip\r\n\r\n"
            })
    void tellsABodyThatIsBroken(String answer) {
        script = out -> {
            out.write(("HTTP/1.1 200 OK\r\n" + answer).getBytes(US_ASCII));
            throw new IOException("cut");
        };
        assertFails(Family.CUT_OFF);
    }

    @Test
    void tellsPackedBytesThatBreakOffInTheMiddle() throws Exception {
        byte[] noise = new byte[10_000];
        new java.util.Random(1).nextBytes(noise);
        byte[] packed = gzip(noise);
        script = out -> answer(out, "Content-Encoding: gzip\r\n", java.util.Arrays.copyOf(packed, 5_000));
        assertFails(Family.CUT_OFF);
    }

    @Test
    void takesARefusalForWhatItIsHoweverItsBodyEnds() throws Exception {
        script = out -> {
            out.write("HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\nabc".getBytes(US_ASCII));
            throw new IOException("cut");
        };
        assertThat(ask()).isEqualTo("abc");
        script = out -> {
            out.write("HTTP/1.1 503 Busy\r\nContent-Length: 100000\r\n\r\nabc".getBytes(US_ASCII));
            over.await();
        };
        assertThat(beforeTheDeadline(this::ask)).isEqualTo("abc");
        bound(Duration.ofSeconds(60));
        script = out -> {
            out.write("HTTP/1.1 401 No\r\n\r\n".getBytes(US_ASCII));
            while (true) {
                out.write(new byte[1 << 16]);
            }
        };
        assertThat(ask()).hasSize(64 << 10);
    }
}
