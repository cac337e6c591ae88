import PosixFiles
import RobustnessChecks
import Testing

/// Inputs that fuzzers found worth keeping, and every example, once more.
@Suite struct CorpusTests {
  private static let tests = Path.folder(of: #filePath)
  private static let examples = tests + "/../../specs/examples"

  @Test(arguments: Check.allCases)
  func holds(_ check: Check) async throws {
    let inputs = try Self.inputs(of: check)
    #expect(!inputs.isEmpty)
    for (name, bytes) in inputs {
      await Self.expect(check, toHoldOf: bytes, name)
    }
  }

  /// The same inputs with bytes deleted, doubled, exchanged and replaced, from a fixed seed.
  @Test(arguments: Check.allCases.filter { $0 != .program && $0 != .fixes })
  func holdsOfMutations(_ check: Check) async throws {
    var random = SplitMix64(state: 1_948)
    for (name, bytes) in try Self.inputs(of: check) where !bytes.isEmpty {
      let mutated = Self.mutated(bytes, using: &random)
      await Self.expect(check, toHoldOf: mutated, "\(name), mutated: \(mutated)")
    }
  }

  private static func expect(_ check: Check, toHoldOf bytes: [UInt8], _ name: String) async {
    do throws(CheckFailure) {
      try await check.run(bytes)
    } catch {
      Issue.record("\(check) of \(name): \(error)")
    }
  }

  private static func inputs(of check: Check) throws -> [(name: String, bytes: [UInt8])] {
    // What leads the parser everywhere leads the formatter and the fixes everywhere.
    let kept = check == .fixes || check == .formatter ? Check.parser : check
    let folder = "\(tests)/Corpus/\(kept.rawValue)"
    let inputs = try FileSystem.list(folder).map { "\(folder)/\($0)" }
    let specs = try FileSystem.list(examples).filter { $0.hasSuffix(".kedit") }
    return try (inputs + specs.map { "\(examples)/\($0)" }).map { path in
      (path, try FileSystem.read(path, limit: 1 << 20))
    }
  }

  private static func mutated(_ bytes: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.remove(at: index)
      case 1: bytes.insert(bytes[index], at: index)
      case 2: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &random))
      default: bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
    }
    return bytes
  }
}

/// A generator that gives the same numbers in every run.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
