internal import CPNG

/// Reads and writes PNG files (ISO/IEC 15948) that are whole in memory.
package enum PNG {
  /// How large an image may be before anything is allocated for it: a file of a few kilobytes can
  /// claim to hold gigabytes.
  package struct Limits: Hashable, Sendable {
    /// In pixels, each side.
    package var side: Int
    /// In pixels, the product of the sides; decoding takes 4 bytes for each.
    package var pixels: Int

    package init(side: Int = 16_384, pixels: Int = 64 << 20) {
      self.side = side
      self.pixels = pixels
    }
  }

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The pixels of any kind of PNG, as `rgba`.
  ///
  /// - Parameters:
  ///   - file: the whole of it.
  ///   - limits: what is refused unread.
  /// - Returns: an image in the layout `rgba`.
  /// - Throws: `notPNG`, `damaged`, or `tooLarge`.
  package static func decode(
    _ file: [UInt8], limits: Limits = Limits()
  ) throws(PNGError) -> PixelImage {
    guard file.starts(with: signature) else { throw .notPNG }
    // The closure throws nothing but `PNGError`, which `withUnsafeBytes` would forget.
    return try file.withUnsafeBytes { bytes in
      Result { () throws(PNGError) in try decode(bytes, limits: limits) }
    }.get()
  }

  private static func decode(
    _ file: UnsafeRawBufferPointer, limits: Limits
  ) throws(PNGError) -> PixelImage {
    guard let base = file.baseAddress else { throw .notPNG }
    var image = png_image()
    kedit_png_prepare(&image)
    guard kedit_png_begin_read(&image, base, file.count) != 0 else {
      throw .damaged(message(of: &image))
    }
    let width = Int(image.width)
    let height = Int(image.height)
    guard width <= limits.side, height <= limits.side, width * height <= limits.pixels else {
      kedit_png_free(&image)
      throw .tooLarge(width: width, height: height)
    }
    image.format = kedit_png_format_rgba()
    var isRead = false
    let bytes = [UInt8](unsafeUninitializedCapacity: width * height * 4) { buffer, count in
      guard let pixels = buffer.baseAddress else { return kedit_png_free(&image) }
      isRead = kedit_png_read_pixels(&image, pixels) != 0
      if isRead { count = width * height * 4 }
    }
    guard isRead else { throw .damaged(message(of: &image)) }
    guard hasEnd(file) else { throw .damaged("it breaks off") }
    return PixelImage(width: width, height: height, layout: .rgba, bytes: bytes)
  }

  /// Whether the last chunk is there (`IEND`), which libpng does not miss.
  private static func hasEnd(_ file: UnsafeRawBufferPointer) -> Bool {
    func number(at offset: Int) -> Int {
      file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    var offset = signature.count
    while offset + 12 <= file.count {
      if file[offset + 4..<offset + 8].elementsEqual("IEND".utf8) { return true }
      offset += 12 + number(at: offset)
    }
    return false
  }

  /// The file of an image, 8 bits a channel.
  ///
  /// - Throws: `cannotEncode` where an image is beyond what a PNG, or libpng, can hold.
  package static func encode(_ pixels: PixelImage) throws(PNGError) -> [UInt8] {
    var image = png_image()
    kedit_png_prepare(&image)
    guard let width = png_uint_32(exactly: pixels.width),
      let height = png_uint_32(exactly: pixels.height), pixels.bytes.count <= Int(Int32.max)
    else { throw .cannotEncode("more than 2 GB") }
    image.width = width
    image.height = height
    image.format =
      switch pixels.layout {
      case .gray: kedit_png_format_gray()
      case .rgba: kedit_png_format_rgba()
      }
    var isWritten = false
    let limit = kedit_png_size_limit(&image)
    let file = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var size = buffer.count
      guard let file = buffer.baseAddress else { return }
      isWritten = pixels.bytes.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return false }
        return kedit_png_write(&image, file, &size, base) != 0
      }
      if isWritten { count = size }
    }
    guard isWritten else { throw .cannotEncode(message(of: &image)) }
    return file
  }

  private static func message(of image: inout png_image) -> String {
    String(cString: kedit_png_message(&image))
  }
}
