import KEditSyntax
import KlingAPI
import KlingMasks
import OrderedJSON
import PlainText

/// Where masks come from, and what is known of them there.
struct MaskSource: Sendable {
  /// What it is called in messages.
  let name: String
  let frames: [SelectionAnswer]
  /// The size of the video, where that is known.
  var size: (height: Int, width: Int)?
  /// The points that a frame was marked with, where they are known.
  var points: [Int: [PointMarker]] = [:]

  /// The masks of ten seconds at 60 frames per second, each full of holes, are below it.
  private static let fileLimit = 20 << 20

  /// Reads a file, or standard input for `-`.
  ///
  /// - Throws: a failure of a local file, or a fault in it.
  static func file(_ name: String, _ io: IO) throws(CommandFailure) -> MaskSource {
    let input = try InputFile.read(name, io, limit: fileLimit)
    let shown = name == "-" ? "standard input" : "'\(harmless(name))'"
    let json: JSON
    do throws(JSONError) {
      json = try JSON.parse(input.source.bytes)
    } catch {
      throw CommandFailure(.faultyFile, "\(shown) is no JSON: \(error.message)")
    }
    do throws(SavedSelections.Fault) {
      return MaskSource(name: shown, frames: try SavedSelections(json).frames)
    } catch {
      throw CommandFailure(.faultyFile, "\(shown): \(error.message)")
    }
  }

  /// The masks of a frame, or of all where none is named.
  ///
  /// - Throws: a usage failure where there is no such frame.
  func frames(_ number: Int?) throws(CommandFailure) -> [SelectionAnswer] {
    guard let number else { return frames }
    let found = frames.filter { $0.frameIndex == number }
    guard found.isEmpty else { return found }
    throw .usage("\(name) has no mask of frame \(number)", help: known)
  }

  /// The masks of one frame.
  ///
  /// - Throws: a usage failure where there are several to choose from, or none.
  func oneFrame(_ number: Int?) throws(CommandFailure) -> SelectionAnswer {
    let found = try frames(number)
    guard found.count == 1 else {
      throw .usage(
        "\(name) has masks of \(found.count) frames, and one is wanted",
        help: "choose one with --frame N; \(known)")
    }
    return found[0]
  }

  private var known: String {
    let numbers = frames.compactMap(\.frameIndex)
    guard numbers.count > 10 else {
      return numbers.isEmpty
        ? "it does not say of which frame its masks are"
        : "it has frame " + numbers.map(String.init).joined(separator: ", ")
    }
    return "it has \(numbers.count) frames, \(numbers.min() ?? 0) to \(numbers.max() ?? 0)"
  }
}
