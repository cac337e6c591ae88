import KlingAPI
import KlingMasks
import PlainText

/// The masks of one frame, decoded.
struct FrameMasks: Sendable {
  struct Object: Sendable {
    let id: Int
    let mask: RunLengthMask
  }

  /// Counted from 0; `nil` where nothing says.
  let frame: Int?
  /// All of one size.
  let objects: [Object]
  /// Whether the size was given as width and height, which deserves a warning.
  let wasReversed: Bool

  /// More than the notation of any frame takes: decoding takes eight times as much memory.
  private static let mostCounts = 8 << 20

  /// Decodes what the service answered.
  ///
  /// - Parameters:
  ///   - answer: of one frame.
  ///   - size: what is known of the frame's size, in the light of which that of a mask is read.
  /// - Throws: a fault of the file.
  init(
    _ answer: SelectionAnswer, size: (height: Int, width: Int)?
  ) throws(CommandFailure) {
    var objects: [Object] = []
    var wasReversed = false
    for mask in answer.masks {
      let name = Self.name(of: mask, frame: answer.frameIndex)
      guard let lengths = mask.runLengths else {
        throw CommandFailure(.faultyFile, "\(name) has no run lengths")
      }
      guard lengths.counts.utf8.count <= Self.mostCounts else {
        throw CommandFailure(
          .faultyFile, "\(name) is unsound: its counts have more than \(Self.mostCounts >> 20) MB")
      }
      guard let read = MaskSize(lengths.size, frame: size) else {
        throw CommandFailure(.faultyFile, "\(name) is unsound: its size is no pair of numbers")
      }
      wasReversed = wasReversed || read.wasReversed
      do throws(RunLengthError) {
        objects.append(
          Object(
            id: mask.objectID,
            mask: try RunLengthMask(
              height: read.height, width: read.width, counts: lengths.counts)))
      } catch {
        throw CommandFailure(.faultyFile, "\(name) is unsound: \(error)")
      }
      guard let first = objects.first?.mask, first.width == read.width, first.height == read.height
      else { throw CommandFailure(.faultyFile, "\(name) is of another size than the first") }
    }
    self.frame = answer.frameIndex
    self.objects = objects
    self.wasReversed = wasReversed
  }

  private static func name(of mask: SelectionAnswer.Mask, frame: Int?) -> String {
    "the mask of object \(mask.objectID)" + (frame.map { " on frame \($0)" } ?? "")
  }

  /// The masks of a frame as a PNG, as the service paints them; `nil` where nothing is marked, and for
  /// masks that are unsound: what is saved for a person to look at must not end a run.
  static func draw(_ masks: [SelectionAnswer.Mask], of video: ParsedVideo) -> [UInt8]? {
    let answer = SelectionAnswer(frameIndex: 0, masks: masks)
    guard let mask = (try? FrameMasks(answer, size: (video.height, video.width)))?.whole,
      mask.height * mask.width <= Bitmap.mostPixels, let bitmap = Bitmap(mask)
    else { return nil }
    return try? bitmap.png()
  }

  /// What is marked of any object; `nil` where nothing is.
  var whole: RunLengthMask? {
    objects.dropFirst().reduce(objects.first?.mask) { $0?.union(with: $1.mask) }
  }
}
