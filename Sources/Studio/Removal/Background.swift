/// What was seen behind a thing while it was elsewhere.
///
/// Of every pixel that the thing ever covers a few samples are kept, spread over the video, of
/// frames in which it does not cover it; the middle one of them is taken. So something else that
/// passes by leaves no trace, and the memory needed does not depend on the length of the video.
package struct Background: Sendable {
  private static let slots = 7

  /// What is known of one plane.
  struct Plane: Sendable {
    let area: Area
    let values: [UInt8]
    /// How many samples there were of each; 0 where it was never seen.
    let seen: [UInt8]

    /// The value at a pixel of the plane, where it was ever seen.
    func value(x: Int, y: Int) -> Int? {
      guard x >= area.x, x < area.right, y >= area.y, y < area.bottom else { return nil }
      let index = (y - area.y) * area.width + x - area.x
      return seen[index] > 0 ? Int(values[index]) : nil
    }
  }

  let planes: [Plane]

  /// Samples of one plane, one block of all its pixels for each slot.
  private struct Samples: Sendable {
    let plane: FrameLayout.Plane
    let area: Area
    var values: [UInt8]
    /// A bit for each slot that is filled.
    var known: [UInt8]

    mutating func add(_ frame: Frame, slot: Int, bit: UInt8, hole: Mask, doubt: Area) {
      let (plane, area) = (plane, area)
      let first = slot * area.pixelCount
      values.withUnsafeMutableBufferPointer { values in
        known.withUnsafeMutableBufferPointer { known in
          frame.bytes.withUnsafeBufferPointer { bytes in
            for row in 0..<area.height {
              let y = area.y + row
              let source = plane.offset + y * plane.width + area.x
              let isNearHole = y >= hole.area.y && y < hole.area.bottom
              let isDoubtful = y >= doubt.y && y < doubt.bottom
              for column in 0..<area.width {
                let target = row * area.width + column
                guard known[target] & bit == 0 else { continue }
                let x = area.x + column
                if isNearHole, hole.value(x: x, y: y) != 0 { continue }
                if isDoubtful, x >= doubt.x, x < doubt.right { continue }
                known[target] |= bit
                values[first + target] = bytes[source + column]
              }
            }
          }
        }
      }
    }
  }

  /// Collects it while the frames of a video go by.
  package struct Collector: Sendable {
    private let frameCount: Int
    private var planes: [Samples]

    /// - Parameters:
    ///   - layout: that of the frames.
    ///   - area: around all that is ever covered, and its surroundings.
    ///   - frameCount: how many frames there will be.
    package init(_ layout: FrameLayout, area: Area, frameCount: Int) {
      self.frameCount = max(1, frameCount)
      planes = layout.planes.map { plane in
        let part = Area(
          x: area.x >> plane.shift, y: area.y >> plane.shift,
          width: (area.right + plane.shift) >> plane.shift - area.x >> plane.shift,
          height: (area.bottom + plane.shift) >> plane.shift - area.y >> plane.shift
        ).clipped(to: Area(x: 0, y: 0, width: plane.width, height: plane.height))
        return Samples(
          plane: plane, area: part,
          values: Array(repeating: 0, count: part.pixelCount * Background.slots),
          known: Array(repeating: 0, count: part.pixelCount))
      }
    }

    /// Takes a sample of what is neither in the hole nor in the box where that is in doubt.
    package mutating func add(_ frame: Frame, index: Int, hole: Hole, doubt: Area) {
      let slot = min(Background.slots - 1, index * Background.slots / frameCount)
      let bit = UInt8(1) << UInt8(slot)
      for number in planes.indices {
        let plane = planes[number].plane
        let shift = plane.shift
        let part = Area(
          x: doubt.x >> shift, y: doubt.y >> shift,
          width: (doubt.right + shift) >> shift - doubt.x >> shift,
          height: (doubt.bottom + shift) >> shift - doubt.y >> shift)
        planes[number].add(
          frame, slot: slot, bit: bit, hole: hole.mask(of: plane),
          doubt: doubt.isEmpty ? doubt : part)
      }
    }

    package func finish() -> Background { Background(planes) }
  }

  private init(_ samples: [Samples]) {
    planes = samples.map { samples in
      let count = samples.area.pixelCount
      var values = [UInt8](repeating: 0, count: count)
      var seen = [UInt8](repeating: 0, count: count)
      var line: [UInt8] = []
      for index in 0..<count where samples.known[index] != 0 {
        line.removeAll(keepingCapacity: true)
        for slot in 0..<Background.slots where samples.known[index] & (1 << UInt8(slot)) != 0 {
          line.append(samples.values[slot * count + index])
        }
        line.sort()
        values[index] = line[line.count / 2]
        seen[index] = UInt8(line.count)
      }
      return Plane(area: samples.area, values: values, seen: seen)
    }
  }
}
