extension Background {
  /// Collects it while the frames of a video go by.
  package struct Collector: Sendable {
    fileprivate static let slots = 7
    private let frameCount: Int
    private let layout: FrameLayout
    private var planes: [Samples]

    /// - Parameters:
    ///   - layout: that of the frames.
    ///   - area: around all that is ever covered, and its surroundings, in places of the first
    ///     frame; what is far beside that frame is left out.
    ///   - frameCount: how many frames there will be.
    package init(_ layout: FrameLayout, area: Area, frameCount: Int) {
      self.frameCount = max(1, frameCount)
      self.layout = layout
      // Memory is bounded, however far the camera goes.
      let room = Area(
        x: -layout.width / 2, y: -layout.height / 2, width: 2 * layout.width,
        height: 2 * layout.height)
      let part = area.clipped(to: room)
      planes = layout.planes.map { Samples(plane: $0, area: $0.part(of: part)) }
    }

    /// Takes a sample of what is neither in the hole nor, in the first frame's places, in the box
    /// where that is in doubt.
    /// `view` brings places of the frame to those of the first one.
    package mutating func add(
      _ frame: Frame, index: Int, view: SimilarityTransform, hole: Hole, doubt: Area
    ) {
      let slot = min(Collector.slots - 1, index * Collector.slots / frameCount)
      for number in planes.indices {
        let plane = planes[number].plane
        planes[number].add(
          frame, slot: slot, view: plane.view(view), hole: hole.mask(of: plane),
          doubt: plane.part(of: doubt))
      }
    }

    package func finish() -> Background {
      Background(layout, planes: planes.map { $0.middle() })
    }
  }

  /// Samples of one plane, one block of all its pixels for each slot.
  private struct Samples: Sendable {
    let plane: FrameLayout.Plane
    let area: Area
    private var values: [UInt8]
    /// A bit for each slot that is filled.
    private var known: [UInt8]

    init(plane: FrameLayout.Plane, area: Area) {
      self.plane = plane
      self.area = area
      values = Array(repeating: 0, count: area.pixelCount * Collector.slots)
      known = Array(repeating: 0, count: area.pixelCount)
    }

    mutating func add(
      _ frame: Frame, slot: Int, view: SimilarityTransform, hole: Mask, doubt: Area
    ) {
      let (plane, area) = (plane, area)
      let whole = Area(x: 0, y: 0, width: plane.width, height: plane.height)
      let visible = view.box(of: whole).clipped(to: area)
      let back = view.inverse
      let bit = UInt8(1) << UInt8(slot)
      let first = slot * area.pixelCount
      values.withUnsafeMutableBufferPointer { values in
        known.withUnsafeMutableBufferPointer { known in
          frame.bytes.withUnsafeBufferPointer { bytes in
            for y in visible.y..<max(visible.y, visible.bottom) {
              let isDoubtful = y >= doubt.y && y < doubt.bottom
              for x in visible.x..<visible.right {
                let target = (y - area.y) * area.width + x - area.x
                guard known[target] & bit == 0 else { continue }
                if isDoubtful, x >= doubt.x, x < doubt.right { continue }
                let place = back(.init(x: Double(x) + 0.5, y: Double(y) + 0.5))
                if hole.value(x: Int(place.x.rounded(.down)), y: Int(place.y.rounded(.down))) != 0 {
                  continue
                }
                guard let value = Sampling(whole, place).value({ bytes[plane.offset + $0] }) else {
                  continue
                }
                known[target] |= bit
                values[first + target] = UInt8(value)
              }
            }
          }
        }
      }
    }

    /// The middle one of the samples of each pixel.
    func middle() -> Plane {
      let count = area.pixelCount
      var middle = [UInt8](repeating: 0, count: count)
      var seen = middle
      var line: [UInt8] = []
      for index in 0..<count where known[index] != 0 {
        line.removeAll(keepingCapacity: true)
        for slot in 0..<Collector.slots where known[index] & (1 << UInt8(slot)) != 0 {
          line.append(values[slot * count + index])
        }
        line.sort()
        middle[index] = line[line.count / 2]
        seen[index] = 1
      }
      return Plane(area: area, values: middle, seen: seen)
    }
  }
}
