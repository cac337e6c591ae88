import KlingMasks
import MediaFacts
import PNGCodec
import Programs

extension PixelImage {
  /// The pixels as a file format takes them.
  init(_ bitmap: Bitmap) {
    self.init(width: bitmap.width, height: bitmap.height, layout: .rgba, bytes: bitmap.bytes)
  }
}

extension Bitmap {
  /// Half as much again as the largest video has that the service takes (2160 × 2160); with all copies
  /// of it that is within 100 MB of memory.
  static let mostPixels = 7_000_000
  private static let largest = PNG.Limits(side: BitmapSize.maximumSide, pixels: mostPixels)

  /// The pixels of a PNG.
  ///
  /// - Throws: `PictureFault`.
  init(png: [UInt8]) throws(PictureFault) {
    let image: PixelImage
    do throws(PNGError) {
      image = try PNG.decode(png, limits: Self.largest)
    } catch {
      throw PictureFault(error.description)
    }
    guard let size = BitmapSize(width: image.width, height: image.height) else {
      throw .tooLarge(width: image.width, height: image.height)
    }
    self.init(size, bytes: image.bytes)
  }

  /// The pixels of a PNG, or of a JPEG where `ffmpeg` is installed.
  ///
  /// - Throws: `PictureFault`.
  static func read(
    _ file: [UInt8], environment: Environment
  ) async throws(PictureFault) -> Bitmap {
    switch ContentType.recognize(file) {
    case .image(let facts):
      guard facts.width <= largest.side, facts.height <= largest.side,
        facts.width * facts.height <= mostPixels
      else {
        throw .tooLarge(width: facts.width, height: facts.height)
      }
      guard facts.format == .jpeg else { return try Bitmap(png: file) }
      return try await read(jpeg: file, environment)
    case .other("empty"): throw PictureFault("an empty file")
    case .other(let words), .otherVideo(let words): throw PictureFault("\(words), no PNG or JPEG")
    case .mp4OrMOV:
      throw PictureFault("a video, no PNG or JPEG", help: "'kedit frame' takes a picture out of it")
    }
  }

  private static func read(
    jpeg: [UInt8], _ environment: Environment
  ) async throws(PictureFault) -> Bitmap {
    let finding: FFmpeg.Finding
    do throws(ProgramError) {
      finding = try await FFmpeg.picture(ofJPEG: jpeg, environment: environment.variables)
    } catch {
      throw PictureFault("a JPEG that could not be read: \(error)")
    }
    switch finding {
    case .frame(let png): return try Bitmap(png: png)
    case .noSuchFrame: throw PictureFault("a damaged JPEG")
    case .unreadable(let words): throw PictureFault("a damaged JPEG: \(words)")
    case .notInstalled:
      throw PictureFault(
        "a JPEG, and `ffmpeg` is not installed to read it", help: "install ffmpeg, or take a PNG")
    }
  }
}

/// Why there are no pixels of what should be a picture: what it is instead.
struct PictureFault: Error, Hashable, Sendable {
  let words: String
  let help: String?

  init(_ words: String, help: String? = nil) {
    self.words = words
    self.help = help
  }

  static func tooLarge(width: Int, height: Int) -> PictureFault {
    PictureFault(
      "a picture of \(width) × \(height) pixels, which is too large",
      help: "up to 7 million pixels are read")
  }
}
