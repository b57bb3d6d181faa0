package io.haetae.check;

/** Who hears what the check finds, as soon as it is found. */
public interface Told {

    /** What the links from now on belong to. */
    void part(String title);

    void link(Link link);

    /** What an account's last day holds. */
    void day(String account, Day day, Kinds kinds);
}
