package io.haetae.cli;

import io.haetae.check.Link;
import io.haetae.check.Told;
import io.haetae.config.Account;
import io.haetae.config.Problem;
import io.haetae.config.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a check tells, and what failed in it. */
abstract class CheckTold implements Told {

    private static final String CONFIGURATION = "configuration";

    private final List<String> failed = new ArrayList<>();
    private String part;
    private int parts;

    static Link right(Settings settings) {
        List<String> names = settings.accounts().stream().map(Account::name).toList();
        String accounts = names.size() == 1 ? "1 account, " : names.size() + " accounts: ";
        return new Link(CONFIGURATION, Link.State.OK, accounts + String.join(", ", names), null);
    }

    static Link wrong(Problem problem) {
        return new Link(CONFIGURATION, Link.State.FAILED, problem.option() + ": " + problem.wrong(), problem.right());
    }

    @Override
    public void part(String title) {
        part = title;
        parts++;
    }

    @Override
    public void link(Link link) {
        if (link.state() == Link.State.FAILED) {
            String of = parts == 1 ? "" : part.split(" of ")[0] + ": ";
            failed.add(of + link.name());
        }
    }

    /** Each link that failed, with what it belongs to. */
    List<String> failed() {
        return failed.stream().distinct().collect(Collectors.toList());
    }

    abstract void ends(PrintWriter out);
}
