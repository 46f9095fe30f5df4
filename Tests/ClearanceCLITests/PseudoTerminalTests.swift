import Foundation
import Testing

@testable import ClearanceCLI

#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  /// A terminal without a screen, with the program at its other end.
  private final class PseudoTerminal {
    private let near: Int32
    private let process = Process()
    private(set) var seen = ""

    init(_ program: URL, _ arguments: [String], in folder: String) throws {
      near = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      // What `unlockpt` and `ptsname` do, which the module of Glibc leaves out.
      var (lock, number): (Int32, Int32) = (0, -1)
      let isUnlocked = ioctl(near, UInt(0x4004_5431), &lock) == 0
      try #require(near >= 0 && isUnlocked && ioctl(near, UInt(0x8004_5430), &number) == 0)
      let far = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
      try #require(far >= 0)
      let handle = FileHandle(fileDescriptor: far, closeOnDealloc: true)
      process.executableURL = program
      process.arguments = arguments
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.environment = ["PATH": "/usr/bin:/bin", "TERM": "dumb"]
      process.standardInput = handle
      process.standardOutput = handle
      process.standardError = handle
      try process.run()
    }

    deinit {
      process.terminate()
      close(near)
    }

    /// What is shown until these words are, or until nothing comes any more.
    func read(until words: String) -> Bool {
      let start = seen.endIndex
      while !seen[start...].contains(words) {
        var ready = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 30_000) == 1 else { return false }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = receive(near, &bytes)
        guard count > 0 else { return false }
        seen += String(decoding: bytes[..<count], as: UTF8.self)
      }
      return true
    }

    func type(_ words: String) { _ = write(near, words, words.utf8.count) }

    /// The code that the program ends with.
    func end() -> Int32 {
      process.waitUntilExit()
      return process.terminationStatus
    }

    func kill() { send(SIGKILL, to: process.processIdentifier) }
  }

  /// `read` and `kill` of the system, whose names the class has given to its own.
  private func receive(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Int {
    read(descriptor, &bytes, bytes.count)
  }

  private func send(_ signal: Int32, to process: Int32) { _ = kill(process, signal) }

  @Suite struct `An interview on a terminal` {
    private var program: URL {
      let bundle = Bundle.main.executableURL ?? URL(fileURLWithPath: "/")
      let built = [bundle.deletingLastPathComponent(), Bundle(for: Workplace.self).bundleURL]
      return built.map { $0.appendingPathComponent("clearance") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? bundle
    }

    @Test func `asks, takes what is typed, and says what came of it`() throws {
      let place = try Workplace()
      try place.write(SmallLaw.open, to: "case.yaml")
      let terminal = try PseudoTerminal(
        program, ["ask", "case.yaml", "--interactive"], in: place.folder)
      #expect(terminal.read(until: "> "))
      #expect(terminal.seen.contains("Can somebody stop it?"))
      // A slip of the finger, rubbed out as terminals do it.
      terminal.type("nx\u{7F}o\r")
      #expect(terminal.read(until: "next: clearance assess case.yaml"), "\(terminal.seen)")
      #expect(terminal.seen.contains("stop_control violated"))
      #expect(terminal.end() == 0)
      #expect(try place.text(of: "case.yaml").contains("can_stop: no"))
    }

    @Test func `ends where the line is closed, and asks in French`() throws {
      let place = try Workplace()
      try place.write(SmallLaw.open, to: "case.yaml")
      let terminal = try PseudoTerminal(
        program, ["ask", "case.yaml", "--interactive", "--lang", "fr"], in: place.folder)
      #expect(terminal.read(until: "> "))
      #expect(terminal.seen.contains("Quelqu’un peut-il l’arrêter"))
      terminal.type("\u{4}")
      #expect(terminal.read(until: "ensuite"))
      #expect(terminal.end() == 0)
      #expect(try place.text(of: "case.yaml") == SmallLaw.open)
    }

    @Test func `loses nothing that was answered when it is killed`() throws {
      let place = try Workplace()
      // Two questions: whether it can be stopped, and how far it decides.
      let blank = SmallLaw.open.replacing(
        "about: [goods], influence: prepares", with: "about: [persons]")
      try place.write(blank, to: "case.yaml")
      let terminal = try PseudoTerminal(
        program, ["ask", "case.yaml", "--interactive"], in: place.folder)
      #expect(terminal.read(until: "> "))
      terminal.type("1\r")
      #expect(terminal.read(until: "> "))
      terminal.kill()
      _ = terminal.end()
      let text = try place.text(of: "case.yaml")
      #expect(text.contains("can_stop: yes") || text.contains("influence: prepares"), "\(text)")
      #expect(place.run(["assess", "case.yaml"]).status == .clean)
    }
  }
#endif
