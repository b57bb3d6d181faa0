package io.haetae.check;

import io.haetae.config.Text;

/** Who hears what the check finds, as soon as it is found. */
public interface Told {

    /**
     * What the links from now on belong to.
     *
     * @param title its name, and more
     */
    void part(Text name, Text title);

    void link(Link link);

    /** What an account's last day holds. */
    void day(String account, Day day, Kinds kinds);
}
