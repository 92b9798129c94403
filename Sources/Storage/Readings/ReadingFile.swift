internal import Coordination
internal import Dispatch
internal import Foundation

/// The notes of readings beside a SQLite store: a line for its name, then a line a note. Several programs append to it.
///
/// A writer adds the new notes to the audit and stores its progress in the same transaction, so a stop or a second writer neither loses nor
/// repeats a note. A large file is removed once the audit has all of it.
struct ReadingFile: Sendable {
    /// How far a writer has come: the name of the file, and the bytes of it that are in the audit.
    struct Progress: Sendable, Equatable {
        var name: String
        var bytes: Int
    }

    let path: String
    private let queue = DispatchQueue(label: "convoke.readings")
    private static let header = "convoke-readings "
    /// Bytes from which a file that is wholly taken is removed.
    private static let large = 1 << 20

    init(path: String) { self.path = path }

    var isThere: Bool { access(path, F_OK) == 0 }

    /// Appends the notes and waits for the disk.
    /// - Throws: `Problem.unavailable` where they could not be written.
    func append(_ readings: [SealedReading]) async throws {
        try await withCheckedThrowingContinuation { (reader: CheckedContinuation<Void, any Error>) in
            queue.async { reader.resume(with: Result { try write(readings) }) }
        }
    }

    private func write(_ readings: [SealedReading]) throws {
        let file = try locked()
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        var text = ""
        if size == 0 {
            text = "\(Self.header)\(UUID().uuidString)\n"
        } else if Self.bytes(file, size - 1, 1) != [10] {
            // A stop in the middle of a line: what comes next must not be joined to it.
            text = "\n"
        }
        for reading in readings { text += "\(reading.id) \(Data(reading.entry).base64EncodedString())\n" }
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Self.failed }
            done += count
        }
        guard fsync(file) == 0 else { throw Self.failed }
        if size == 0 { Self.syncFolder(of: path) }
    }

    /// The file, made where it is not there, and locked against other programs that append or remove.
    private func locked() throws -> Int32 {
        while true {
            let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw Self.failed }
            guard flock(file, LOCK_EX) == 0 else {
                close(file)
                throw Self.failed
            }
            var here = stat(), there = stat()
            // Another program may have removed it meanwhile.
            if fstat(file, &here) == 0, stat(path, &there) == 0, here.st_ino == there.st_ino { return file }
            close(file)
        }
    }

    /// Bytes of notes that are taken in one transaction, so that nobody waits long for it: about 200 notes.
    private static let portion = 1 << 16

    /// The first of the notes that are not in the audit yet.
    /// - Returns: them, how many lines could not be read, and how far that brings the audit; `nil` where there is nothing new.
    func pending(after taken: Progress?) -> (readings: [SealedReading], damaged: Int, progress: Progress)? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let head = Self.bytes(file, 0, 128)
        guard let end = head.firstIndex(of: 10) else { return nil }
        let first = String(decoding: head[..<end], as: UTF8.self)
        // A file whose first line is not ours has lost its name; every line of it counts.
        let name = first.hasPrefix(Self.header) ? String(first.dropFirst(Self.header.count)) : "unnamed"
        let start = taken?.name == name ? taken?.bytes ?? 0 : end + 1
        let size = Int(lseek(file, 0, SEEK_END))
        guard size > start else { return nil }
        var tail = Self.bytes(file, off_t(start), min(size - start, Self.portion))
        if !tail.contains(10) { tail = Self.bytes(file, off_t(start), size - start) }
        guard let last = tail.lastIndex(of: 10) else { return nil }
        var readings: [SealedReading] = [], damaged = 0
        for line in tail[...last].split(separator: 10) {
            let words = line.split(separator: 32)
            guard words.count == 2, let entry = Data(base64Encoded: Data(words[1])) else {
                damaged += 1
                continue
            }
            readings.append(SealedReading(id: String(decoding: words[0], as: UTF8.self), entry: Array(entry)))
        }
        return (readings, damaged, Progress(name: name, bytes: start + last + 1))
    }

    /// Removes a large file of which everything is in the audit.
    func removeIfTaken(_ taken: Progress) {
        guard taken.bytes >= Self.large else { return }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0, Int(lseek(file, 0, SEEK_END)) == taken.bytes else { return }
        unlink(path)
    }

    /// The store was put in place on purpose; what was read in the one before is not its own.
    func forget() { unlink(path) }

    private static func bytes(_ file: Int32, _ offset: off_t, _ count: Int) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let read = pread(file, &buffer, count, offset)
        return Array(buffer.prefix(max(0, read)))
    }

    private static func syncFolder(of path: String) {
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static let failed = Problem(
        .unavailable, at: "store", "could not note in the audit that something was read, so it is not shown",
        remedy: "Make room on the disk and check the permissions of the home folder, then try again.")
}
