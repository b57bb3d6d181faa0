package io.haetae.tracer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.Patience;
import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Over real sockets: what a server can do to a client that trusts it. */
class BoundedHttpTest extends ScriptedServer {

    @Test
    void givesAWholeAnswer() throws Exception {
        script = out -> answer(out, "", "whole".getBytes(US_ASCII));
        assertThat(ask()).isEqualTo("whole");
    }

    @Test
    void givesAnAnswerOfExactlyTheMost() throws Exception {
        script = out -> answer(out, "", new byte[MOST]);
        assertThat(ask()).hasSize(MOST);
    }

    @Test
    void givesAnAnswerWithoutABody() throws Exception {
        script = out -> out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII));
        assertThat(ask()).isEmpty();
    }

    @Test
    void givesUpABodyThatDrips() {
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
            drip(out);
        };
        assertGivenUpInTime();
    }

    @Test
    void givesUpHeadersThatDrip() {
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(US_ASCII));
            drip(out);
        };
        assertGivenUpInTime();
    }

    @Test
    void givesUpHeadersThatNeverCome() {
        script = out -> over.await();
        assertGivenUpInTime();
    }

    @Test
    void givesUpHeadersWithoutAnEnd() {
        bound(Duration.ofMinutes(1));
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(US_ASCII));
            while (true) {
                out.write("x".repeat(1 << 16).getBytes(US_ASCII));
            }
        };
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).isNotInstanceOf(NoWholeAnswer.class);
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            while (true) {
                out.write("X-Many: x\r\n".repeat(1000).getBytes(US_ASCII));
            }
        };
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).isNotInstanceOf(NoWholeAnswer.class);
    }

    @Test
    void asksOnceOnly() throws Exception {
        java.util.concurrent.atomic.AtomicInteger requests = new java.util.concurrent.atomic.AtomicInteger();
        script = out -> {
            requests.incrementAndGet();
            out.write(("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(US_ASCII));
        };
        assertThat(ask()).isEmpty();
        assertThat(requests).hasValue(1);
    }

    @Test
    void leaksNoConnectionHoweverItEnds() throws Exception {
        byte[] large = new byte[MOST + 1];
        bound(Duration.ofMillis(400));
        for (int i = 0; i < 12; i++) { // the pool has five
            boolean drips = i % 2 == 0;
            script = out -> {
                if (drips) {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
                    drip(out);
                } else {
                    answer(out, "", large);
                }
            };
            assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
        }
        script = out -> answer(out, "", "fine".getBytes(US_ASCII));
        for (int i = 0; i < 30; i++) {
            // a leak is for good, a machine that is too busy for the deadline is not
            Patience.await()
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> ask().equals("fine"));
        }
    }

    @Test
    void abortsWhatIsUnderWayWhenItStops() throws Exception {
        bound(Duration.ofMinutes(1));
        script = out -> over.await();
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        ask();
                        return null;
                    } catch (Throwable e) {
                        return e;
                    }
                },
                threads);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        bounds.stop();
        assertThat(end.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        NoWholeAnswer.class, e -> assertThat(e.family()).isEqualTo(Family.STOPPED));
        assertFails(Family.STOPPED);
    }
}
