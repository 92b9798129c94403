// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")

/// The verbs, one target for each desk, with the house that carries them.
let services: [Target.Dependency] = [
    "Installation", "Delivery", "CalendarFeeds", "PeopleService", "ConveningService", "ReplyService", "FollowUpService",
    "StatementService", "ReportService", "CustodyService", "Services",
]

/// Libraries that are loaded when first used are kept out of the link: what has no door in `CLateLibraries` fails there. Other
/// processors have no doors and link them as usual.
#if arch(x86_64)
    let lateLibraries: [LinkerSetting] = [
        .unsafeFlags(
            ["-use-ld=lld"]
                + [
                    "curl", "pq", "gmime-3.0", "gpgme", "glib-2.0", "gio-2.0", "gobject-2.0", "ical", "icalss",
                    "icalvcal",
                ]
                .flatMap { ["-Xlinker", "--remap-inputs=*/lib\($0).so=/dev/null"] }),
        // Names of the program's own functions, which no library looks for, are not given out.
        .unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(configuration: .release)),
    ]
#else
    let lateLibraries: [LinkerSetting] = []
#endif

/// A room of the house, built with the strict settings.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one room, in the folder of the same name.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)", exclude: exclude,
        swiftSettings: settings)
}

let package = Package(
    name: "convoke",
    products: [.executable(name: "convoke", targets: ["convoke"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibical", pkgConfig: "libical", providers: [.apt(["libical-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CGPGME", pkgConfig: "gpgme", providers: [.apt(["libgpgme-dev"])]),
        .systemLibrary(name: "CKeyutils", pkgConfig: "libkeyutils", providers: [.apt(["libkeyutils-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CForking"),
        .target(name: "CLateLibraries", linkerSettings: lateLibraries),
        room("Coordination"),
        room("Scheduling"),
        room("Sealing", [crypto, cryptoExtras, "CKeyutils"]),
        room("Zones", ["Coordination"]),
        room("Storage", ["Coordination", "Sealing", grdb, grdbSQLite, "CPostgres", "CLateLibraries"]),
        room("Calendars", ["Coordination", "Zones", "CLibical", "CLateLibraries"]),
        room("Mail", ["Coordination", "CGMime", "CGPGME", "CLateLibraries"]),
        room("Channels", ["Coordination", "Sealing", "CCurl", "CLateLibraries"]),
        room("TextFiles", ["Coordination", yams]),
        room("DirectoryFiles", ["Coordination", "TextFiles"]),
        room("Rendering", ["Coordination", mustache]),
        room(
            "Installation",
            ["Coordination", "Sealing", "Zones", "Storage", "Calendars", "Mail", "Channels", "Rendering", "TextFiles"]),
        room("Availability", ["Coordination", "Zones", "Scheduling"]),
        room(
            "CalendarFeeds",
            ["Coordination", "Sealing", "Zones", "Storage", "Calendars", "Channels", "Rendering", "Installation"]),
        room("Delivery", ["Coordination", "Storage", "Channels", "Installation", "CalendarFeeds"]),
        room(
            "PeopleService",
            ["Coordination", "Zones", "Storage", "Mail", "Rendering", "TextFiles", "DirectoryFiles", "Installation"]),
        room(
            "FollowUpService",
            ["Coordination", "Sealing", "Zones", "Storage", "Mail", "Rendering", "Installation", "Availability"]),
        room(
            "ConveningService",
            [
                "Coordination", "Scheduling", "Sealing", "Zones", "Storage", "Calendars", "Mail", "Rendering",
                "TextFiles", "Installation", "Availability", "FollowUpService",
            ]),
        room(
            "ReplyService",
            [
                "Coordination", "Sealing", "Zones", "Storage", "Calendars", "Mail", "Channels", "TextFiles",
                "Installation", "ConveningService", subprocess, system,
            ]),
        room(
            "StatementService",
            ["Coordination", "Sealing", "Storage", "Mail", "Channels", "Rendering", "Installation", "Delivery"]),
        room(
            "CustodyService",
            [
                "Coordination", "Sealing", "Zones", "Storage", "Mail", "Channels", "Rendering", "Installation",
                "CalendarFeeds",
            ]),
        room(
            "ReportService",
            [
                "Coordination", "Sealing", "Zones", "Storage", "Channels", "Rendering", "TextFiles", "Installation",
                "FollowUpService", "ConveningService", "StatementService",
            ]),
        room(
            "Services",
            [
                "Installation", "PeopleService", "ConveningService", "FollowUpService", "StatementService",
                "CustodyService",
            ]),
        room(
            "Demonstration",
            ["Coordination", "Sealing", "Storage", "Calendars", "Mail", subprocess, system] + services),
        room(
            "CommandSupport",
            [
                "CForking", "Coordination", "Installation", "Services", argumentParser, lifecycle, logging, signals,
            ]),
        room("CommandText", ["Coordination", "CommandSupport"] + services),
        room(
            "FollowUpCommands",
            [
                "Coordination", "Installation", "FollowUpService", "ReportService", "CommandSupport", "CommandText",
                argumentParser, logging,
            ]),
        room(
            "ConvokeCLI",
            [
                "Coordination", "CommandSupport", "CommandText", "FollowUpCommands", "Demonstration", argumentParser,
                logging,
            ] + services),
        room(
            "WebhookReceiver",
            ["Coordination", "Sealing", argumentParser, hummingbird, httpTypes, nioCore, logging]),
        .executableTarget(
            name: "convoke",
            dependencies: [
                "CommandSupport", "ConvokeCLI", "WebhookReceiver", "Coordination", "Sealing", argumentParser,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "convoke-bench",
            dependencies: [
                "Calendars", "Channels", "Coordination", "Fixtures", "Mail", "Sealing", "Storage", "Zones", subprocess,
                system,
            ] + services,
            path: "Benchmarks/Ratios",
            swiftSettings: settings),
        .target(
            name: "Fixtures", dependencies: ["Coordination"], path: "Tests/Fixtures", swiftSettings: settings),
        tests("Coordination", ["Coordination", "Fixtures"]),
        tests("Scheduling", ["Scheduling", "Fixtures"]),
        tests("Sealing", ["Sealing", "Fixtures"]),
        tests("Zones", ["Zones", "Coordination", "Fixtures", subprocess]),
        tests("Storage", ["Storage", "Coordination", "Sealing", "Fixtures"], exclude: ["Stores"]),
        tests("Calendars", ["Calendars", "Coordination", "Zones", "Fixtures"]),
        tests("Mail", ["Mail", "Coordination", "Fixtures"]),
        tests(
            "Channels", ["Channels", "Coordination", "Sealing", "Fixtures", subprocess, system],
            exclude: ["MailServer.py"]),
        tests("DirectoryFiles", ["DirectoryFiles", "TextFiles", "Installation", "Coordination", "Fixtures"]),
        tests("Rendering", ["Rendering", "Coordination", "Fixtures"]),
        tests(
            "Services",
            [
                "Coordination", "Calendars", "DirectoryFiles", "Mail", "Sealing", "Storage", "TextFiles", "Zones",
                "Availability", "Fixtures",
            ] + services),
        tests("CommandSupport", ["CommandSupport", "ConvokeCLI", "Coordination", argumentParser]),
        tests(
            "ConvokeCLI",
            ["ConvokeCLI", "CommandSupport", "CommandText", "ConveningService", "Coordination", argumentParser]),
        tests(
            "EndToEnd", ["convoke", "Coordination", "Storage", "Sealing", "Fixtures", subprocess, system] + services,
            exclude: ["Snapshots"]),
    ],
    swiftLanguageModes: [.v6]
)
