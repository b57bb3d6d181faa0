package io.haetae.cli;

import picocli.CommandLine.IVersionProvider;

/** From the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"haetae " + of(Haetae.class.getPackage().getImplementationVersion())};
    }

    private static String of(String version) {
        return version == null ? "(not packaged)" : version;
    }
}
