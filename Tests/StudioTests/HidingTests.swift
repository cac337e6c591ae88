import Studio
import Testing

/// A red square that goes behind a grey post and comes out on its other side.
private enum Post {
  static let layout = FrameLayout(width: 240, height: 160, halvesColor: false)
  static let count = 40
  static let post = Area(x: 100, y: 0, width: 40, height: 160)

  static func square(_ index: Int) -> Area {
    Area(x: 20 + index * 4, y: 60, width: 30, height: 30)
  }

  static func frame(_ index: Int) -> Frame {
    let pixels = layout.pixelCount
    var bytes = [UInt8](repeating: 128, count: layout.byteCount)
    for y in 0..<layout.height {
      for x in 0..<layout.width {
        let place = y * layout.width + x
        bytes[place] = UInt8(150 + (x &* 7 + y &* 13) % 11)
        if square(index).holds(x, y) {
          (bytes[place], bytes[pixels + place], bytes[2 * pixels + place]) = (90, 100, 220)
        }
        if post.holds(x, y) {
          (bytes[place], bytes[pixels + place], bytes[2 * pixels + place]) = (60, 128, 128)
        }
      }
    }
    return Frame(layout, bytes: bytes)
  }
}

extension Area {
  fileprivate func holds(_ x: Int, _ y: Int) -> Bool {
    x >= self.x && x < right && y >= self.y && y < bottom
  }
}

@Suite("What is hidden for a while")
struct HidingTests {
  @Test("is nowhere meanwhile, and is found again")
  func post() {
    let point = FramePoint(x: 35.0 / 240, y: 75.0 / 160)
    let track = Tracker(
      frames: (0..<Post.count).map { Post.frame($0) }, marks: [.init(frame: 0, points: [point])]
    ).track()
    // Wholly behind the post.
    #expect(track.box(ofFrame: 21, in: Post.layout).isEmpty)
    for index in [3, 10, 34, 39] {
      let box = track.box(ofFrame: index, in: Post.layout)
      let truth = Post.square(index)
      #expect(abs(box.x - truth.x) <= 3 && abs(box.right - truth.right) <= 3, "\(index): \(box)")
      #expect(abs(box.y - truth.y) <= 3 && abs(box.bottom - truth.bottom) <= 3, "\(index): \(box)")
    }
  }
}
