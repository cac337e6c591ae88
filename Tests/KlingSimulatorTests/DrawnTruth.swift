import KlingMasks
import PosixFiles

/// Where the chick is in `specs/examples/media/farm.mp4`, as its script draws it.
enum DrawnTruth {
  static let width = 1_280
  static let height = 720
  static let frameCount = 150

  static func path(_ name: String) -> String {
    Path.normalize(
      Path.join(Path.folder(of: #filePath), "../../specs/examples/media/\(name)"))
  }

  /// What is opaque by half or more of the script's two pictures of the chick, one step apart, its
  /// shadow left out: 140 by 140 pixels.
  private static let chicks = [
    #"n>5U45L2N3N1O1N2O1O1O010O1O:F4M2M2N2O1N101N1N2N2N2N2N2N2O1N2N1O2O1N101N1O2O001N100O2O001"#
      + #"N1000001N>C000000DhNdMW1]2iNcMW1]2iNcMW1]2iNcMW1]2iNcMW1]2iNcMW1]2iNcMW1]2iNcMW1]2<0000"#
      + #"00000N2M3N2N101N2O`0@1O1O10@_OUM`0k2AUM>l2BTM>l2BTM=l2DTM;m2ESM;l2FTM:l2FTM9l2d000O010O"#
      + #"1O10O01O1O1O1O1O1O1O1O1O2M2O1N2M3N3K4B?O0O101N101N2O0O2N2N2N2N2N2N3L3N3L5J6L3M101N2O0O2"#
      + #"O1N101N2Ol2"#,
    #"n>5U45L2N3N1O1N2O1O1O010O1O:F4M2M2N2O1N101N1N2N2N2N2N2N2O1N2N1O2O1N101N1O2O001N100O2O001"#
      + #"N1000001N1000001O0O10>B000000BmNcMS1]2mNcMS1]2mNcMS1]2mNcMS1]2mNcMS1]2mNcMS1]2mNcMS1]2m"#
      + #"NcMQ1i213N2N2OFPOZMn0h2ROXMm0i2SOWMl0i2UOWMj0j2VOVMi0k2WOUMi0k2WOUMh0k2YOUMf0l2=0O0010O"#
      + #"10O0100O010O1O10O01O1O1O1O1O1O1O1O1O2M2O1N2M3N3K4B?O0O101N101N2O0O2N2N2N2N2N2N3L3N3L5J6"#
      + #"L3M101N2O0O2O1N101N2Ol2"#,
  ]

  /// How high the chick hops in a frame: `trunc(10*abs(sin(PI*n/12)))`.
  private static let hops = [0, 2, 5, 7, 8, 9, 10, 9, 8, 7, 5, 2]

  static func mask(ofFrame index: Int) throws -> RunLengthMask {
    let side = 140
    let chick = try RunLengthMask(
      height: side, width: side, counts: chicks[index % 12 < 6 ? 0 : 1]
    ).rowMajorPixels()
    let left = 160 + 2 * index
    let top = 520 - hops[index % 12]
    var pixels = [UInt8](repeating: 0, count: width * height)
    for y in 0..<side {
      for x in 0..<side { pixels[(top + y) * width + left + x] = chick[y * side + x] }
    }
    return try RunLengthMask(height: height, width: width, rowMajorPixels: pixels)
  }
}
