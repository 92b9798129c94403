/// What this machine lets a test do.
public enum Machine {
    /// Whether file systems can be mounted in a namespace of a test's own.
    public static let mayMount = runs(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"])

    /// Whether Python is here with the zones that it reads by itself.
    public static let hasPythonZones = runs(["python3", "-c", "import zoneinfo; assert zoneinfo.available_timezones()"])
    /// Whether Python's mail server is here.
    public static let hasMailServer = runs(["/usr/bin/python3", "-c", "import aiosmtpd"])

    private static func runs(_ arguments: [String]) -> Bool {
        (try? SpawnedProgram.run(arguments, isQuiet: true)) == 0
    }
}
