package io.haetae.cli;

import io.haetae.check.Link;
import io.haetae.check.Told;
import io.haetae.config.Account;
import io.haetae.config.Problem;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What a check tells, and what failed in it. */
abstract class CheckTold implements Told {

    private static final String CONFIGURATION = "configuration";

    private final List<Text> failed = new ArrayList<>();
    private Text part;
    private int parts;

    static Link right(Settings settings) {
        List<String> names = settings.accounts().stream().map(Account::name).toList();
        Text accounts = Text.of("cli.check.configuration", names.size(), String.join(", ", names));
        return new Link(CONFIGURATION, Link.State.OK, accounts, null);
    }

    static Link wrong(Problem problem) {
        return new Link(
                CONFIGURATION,
                Link.State.FAILED,
                Text.of("cli.check.wrong", problem.option(), problem.wrong()),
                problem.right());
    }

    @Override
    public void part(Text name, Text title) {
        part = name;
        parts++;
    }

    @Override
    public void link(Link link) {
        if (link.state() == Link.State.FAILED) {
            failed.add(parts == 1 ? link.title() : Text.of("cli.check.wrong", part, link.title()));
        }
    }

    /** Each link that failed, with what it belongs to. */
    List<Text> failed() {
        return failed.stream().distinct().toList();
    }

    abstract void ends(PrintWriter out);
}
