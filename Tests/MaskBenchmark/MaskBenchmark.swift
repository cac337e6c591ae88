import KlingMasks
import PosixFiles
import TerminalPictures

/// Prints the shortest time of many that a mask takes, for each file of counts that is named: in
/// milliseconds, to decode it to rows of pixels, and to show it over a frame in a terminal.
/// With `--decode` it only decodes each a hundred times, for a count of instructions.
@main
enum MaskBenchmark {
  private static let height = 720
  private static let width = 1_280

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let onlyDecodes = arguments.first == "--decode"
    for path in onlyDecodes ? arguments.dropFirst() : arguments {
      let counts = String(decoding: try FileSystem.read(path, limit: 1 << 24), as: UTF8.self)
      let decoding = try shortest(of: onlyDecodes ? 100 : 300) {
        try decode(counts).rowMajorPixels().count
      }
      guard !onlyDecodes else { continue }
      let mask = try decode(counts)
      print(decoding, try shortest(of: 50) { try show(mask) })
    }
  }

  private static func decode(_ counts: String) throws -> RunLengthMask {
    try RunLengthMask(height: height, width: width, counts: counts)
  }

  private static let frame: Bitmap? = BitmapSize(width: width, height: height).map {
    Bitmap($0, color: .ground)
  }

  private static func show(_ mask: RunLengthMask) throws -> Int {
    let picture = MaskPicture(frame: frame, masks: [mask], grid: .lines)
    guard let size = picture.naturalSize,
      let layout = PictureLayout(of: size, columns: 120, lines: 40)
    else { return 0 }
    let blocks = picture.drawn(in: layout.blockSize)
    return TerminalPicture.blocks(blocks, layout: layout, colors: .trueColor).utf8.count
  }

  /// Milliseconds; the results are used, so that no work is left out.
  private static func shortest(of rounds: Int, _ work: () throws -> Int) throws -> Double {
    var shortest = Duration.seconds(3_600)
    var sum = 0
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      sum &+= try work()
      shortest = min(shortest, start.duration(to: .now))
    }
    return sum == .min ? .infinity : shortest / .milliseconds(1)
  }
}
