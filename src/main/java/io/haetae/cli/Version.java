package io.haetae.cli;

import picocli.CommandLine.IVersionProvider;

/** From the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"haetae " + number()};
    }

    static String number() {
        String version = Haetae.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
