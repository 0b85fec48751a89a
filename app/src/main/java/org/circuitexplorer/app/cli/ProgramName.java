package org.circuitexplorer.app.cli;

/// What results say they were made by.
final class ProgramName {
    private ProgramName() {}

    /// Name and version, the latter from the manifest of the program's jar.
    static String withVersion() {
        String version = ProgramName.class.getPackage().getImplementationVersion();
        return "circuit-explorer " + (version == null ? "(not packaged)" : version);
    }
}
