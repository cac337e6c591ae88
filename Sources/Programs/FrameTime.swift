/// When a frame is shown, in seconds on the file's own clock, and how far that is from others.
struct FrameTime: Hashable {
  let seconds: Double
  /// Half the way to the frame before.
  let earliest: Double
  /// Half the way to the frame behind.
  let latest: Double

  /// Reads the list of packets that `ffprobe` prints as `0.033333,K_`, in the order in which they
  /// are decoded.
  ///
  /// `nil` where a packet has no time, two have the same, or there is no such frame.
  init?(ofFrame index: Int, packets: [UInt8]) {
    var times: [Double] = []
    for line in packets.split(separator: UInt8(ascii: "\n")) {
      let fields = String(decoding: line, as: UTF8.self).split(separator: ",")
      guard fields.count >= 2, let time = Double(fields[0]), time.isFinite else { return nil }
      // What is cut off in front of the first frame is decoded, and not shown.
      if !fields[1].contains("D") { times.append(time) }
    }
    times.sort()
    guard times.indices.contains(index), index > 0 else { return nil }
    let time = times[index]
    let before = time - times[index - 1]
    let behind = index + 1 < times.count ? times[index + 1] - time : before
    guard before > 0, behind > 0 else { return nil }
    seconds = time
    earliest = time - before / 2
    latest = time + behind / 2
  }
}
