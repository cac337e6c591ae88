package import KlingMasks

/// Where pictures are laid into the frames of a video.
package struct Places: Sendable {
  /// One for each frame; empty where nothing is to be laid.
  private let boxes: [Area]

  /// Where the followed thing is, without the trembling of its rim.
  package init(following track: Track, in layout: FrameLayout) {
    let found = track.covers.indices.map { track.box(ofFrame: $0, in: layout) }
    boxes = found.indices.map { index in
      guard !found[index].isEmpty else { return found[index] }
      let near = found[max(0, index - 5)...min(found.count - 1, index + 5)].filter { !$0.isEmpty }
      func mean(_ value: (Area) -> Int) -> Int { near.reduce(0) { $0 + value($1) } / near.count }
      return Area(
        x: mean(\.x), y: mean(\.y), width: max(2, mean(\.width)), height: max(2, mean(\.height)))
    }
  }

  /// The quietest place of a picture, in the lower half where the ground mostly is, for all frames.
  package init(quietestOf frame: Frame, in layout: FrameLayout, frameCount: Int) {
    let (width, height) = (frame.width, frame.height)
    let side = max(4, min(width, height) / 3)
    var best = (unrest: Int.max, area: Area(x: 0, y: 0, width: side, height: side))
    for y in stride(from: height * 2 / 5, through: max(height * 2 / 5, height - side - 2), by: 8) {
      for x in stride(from: 2, through: max(2, width - side - 2), by: 8) {
        let area = Area(x: x, y: y, width: side, height: side).clipped(to: frame.layout.area)
        let unrest = Places.unrest(of: area, in: frame)
        if unrest < best.unrest { best = (unrest, area) }
      }
    }
    let box = best.area.scaled(from: (width, height), to: (layout.width, layout.height))
    boxes = Array(repeating: box, count: frameCount)
  }

  /// How much brightness changes from pixel to pixel.
  private static func unrest(of area: Area, in frame: Frame) -> Int {
    var sum = 0
    for y in stride(from: area.y, to: area.bottom - 2, by: 2) {
      for x in stride(from: area.x, to: area.right - 2, by: 2) {
        let here = Int(frame.bytes[y * frame.width + x])
        sum += abs(here - Int(frame.bytes[y * frame.width + x + 2]))
        sum += abs(here - Int(frame.bytes[(y + 2) * frame.width + x]))
      }
    }
    return sum
  }

  /// Lays pictures into a frame, side by side, each as large as it fits and standing on the ground
  /// of its part of the box.
  package func lay(_ pictures: [Bitmap], into frame: inout Frame, index: Int) {
    guard boxes.indices ~= index, !boxes[index].isEmpty, !pictures.isEmpty else { return }
    let box = boxes[index]
    let part = box.width / pictures.count
    for (number, picture) in pictures.enumerated() {
      guard let room = BitmapSize(width: max(1, part), height: max(1, box.height)) else { continue }
      let size = picture.size.fitted(into: room, enlarging: true)
      // Whole pixels of every plane, so that brightness and colour meet.
      let x = (box.x + number * part + (part - size.width) / 2) & ~1
      let y = (box.bottom - size.height) & ~1
      frame.lay(picture.scaled(to: size), x: x, y: y)
    }
  }
}
