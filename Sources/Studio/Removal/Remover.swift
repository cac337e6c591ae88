/// Takes a thing out of the frames of a video: what was seen behind it at other times fills its
/// place, where the picture stands still, and else what surrounds it.
package struct Remover: Sendable {
  private let background: Background
  private var donor: Donor.Offset?

  /// Whether what was seen at other times agrees with what is around the hole, so far.
  private var asksOtherTimes = true

  package init(_ background: Background) {
    self.background = background
  }

  /// Fills the hole in a frame; frames are to come in their order. `view` brings places of the frame
  /// to those of the first one.
  package mutating func fill(
    _ hole: Hole, in frame: inout Frame, view: SimilarityTransform
  ) {
    guard !hole.isEmpty else { return }
    let behind = background.sights(through: view)
    let change = change(around: hole, in: frame, behind[0])
    if let change {
      // It takes more to change the way than to go on, so that the filling does not flicker.
      asksOtherTimes = change < (asksOtherTimes ? 16 : 9)
    }
    // What moves all around, as grass does, is no shadow.
    let hole =
      asksOtherTimes
      ? widened(hole, over: frame, behind[0], beyond: 7 + 3 * (change ?? 0)) : hole
    var left = hole.mask
    if asksOtherTimes { left = fillFromOtherTimes(hole, behind, in: &frame) }
    guard left.markedCount > 0 else { return }
    donor = Donor(frame: frame, hole: left).offset(before: donor)
    fillFromSurroundings(Hole(exactly: left), in: &frame)
  }

  /// By how much the frame differs, around the hole, from what was seen there at other times: for
  /// half of the pixels by more, for half by less. `nil` where nothing is known.
  private func change(
    around hole: Hole, in frame: Frame, _ behind: Background.Sight
  ) -> Int? {
    let area = hole.mask.area.grown(by: 8, within: frame.layout.area)
    let far = hole.mask.moved(onto: area).distances(toMarked: true, limit: 8)
    var counts = [Int](repeating: 0, count: 256)
    var sum = 0
    for row in 0..<area.height {
      for column in 0..<area.width {
        let distance = far.values[row * area.width + column]
        guard distance > 3, distance < 7 else { continue }
        let (x, y) = (area.x + column, area.y + row)
        guard let known = behind.value(x: x, y: y) else { continue }
        counts[abs(Int(frame.bytes[y * frame.width + x]) - known)] += 1
        sum += 1
      }
    }
    guard sum > 0 else { return nil }
    var below = 0
    return counts.firstIndex { count in
      below += count
      return below * 2 >= sum
    }
  }

  /// With what else the thing changes right beside it: its shadow, its feet.
  private func widened(
    _ hole: Hole, over frame: Frame, _ behind: Background.Sight, beyond noise: Int
  ) -> Hole {
    let box = hole.mask.markedArea
    let margin = max(
      6, min(box.width / 3, box.height / 3, min(frame.width, frame.height) / 12))
    let area = box.grown(by: margin, within: frame.layout.area)
    let local = hole.mask.moved(onto: area)
    let far = local.distances(toMarked: true, limit: Float(margin))
    var changed = local
    for row in 0..<area.height {
      for column in 0..<area.width {
        let x = area.x + column
        let y = area.y + row
        guard far.values[row * area.width + column] < Float(margin),
          let known = behind.value(x: x, y: y)
        else { continue }
        if abs(Int(frame.bytes[y * frame.width + x]) - known) > noise {
          changed.values[row * area.width + column] = 1
        }
      }
    }
    // What belongs to the thing hangs together with it.
    let joined = changed.piecesTouching(local, share: 0.3)
    return Hole(exactly: joined.united(with: local).dilated(by: 1.5).united(with: local))
  }

  /// Fills what was ever seen; gives what was not.
  private func fillFromOtherTimes(
    _ hole: Hole, _ behind: [Background.Sight], in frame: inout Frame
  ) -> Mask {
    var unseen = hole.mask
    for (number, plane) in frame.layout.planes.enumerated() {
      let known = behind[number]
      let mask = hole.mask(of: plane)
      var shown = mask
      for row in 0..<mask.height {
        for column in 0..<mask.width where mask.values[row * mask.width + column] != 0 {
          let index = row * mask.width + column
          if known.value(x: mask.area.x + column, y: mask.area.y + row) == nil {
            shown.values[index] = 0
          } else if number == 0 {
            unseen.values[index] = 0
          }
        }
      }
      patch(plane, shown, avoiding: mask, in: &frame, trust: 20) { x, y in
        known.value(x: x, y: y)
      }
    }
    return unseen
  }

  private func fillFromSurroundings(_ hole: Hole, in frame: inout Frame) {
    let source = frame
    for plane in frame.layout.planes {
      let mask = hole.mask(of: plane)
      let offset = donor
      patch(plane, mask, avoiding: mask, in: &frame, trust: 255) { x, y in
        // Without a donor what is around it is carried on alone.
        guard let offset else { return 0 }
        let fromX = x + offset.x >> plane.shift
        let fromY = y + offset.y >> plane.shift
        guard fromX >= 0, fromX < plane.width, fromY >= 0, fromY < plane.height else { return nil }
        return Int(source.bytes[plane.offset + fromY * plane.width + fromX])
      }
    }
  }

  /// Lays a patch over the marked pixels, its brightness and colour changed smoothly so that it
  /// meets what is around it without a seam.
  ///
  /// Pixels of `avoided` are no measure of that, nor are those that differ from the patch by more
  /// than `trust`, and those where the patch has nothing.
  private func patch(
    _ plane: FrameLayout.Plane, _ mask: Mask, avoiding avoided: Mask, in frame: inout Frame,
    trust: Int, from patch: (_ x: Int, _ y: Int) -> Int?
  ) {
    let whole = Area(x: 0, y: 0, width: plane.width, height: plane.height)
    let area = mask.markedArea.grown(by: 3, within: whole)
    guard !area.isEmpty else { return }
    let local = mask.moved(onto: area)
    let hidden = avoided.moved(onto: area)
    var differences = [Float](repeating: 0, count: area.pixelCount)
    var weights = differences
    var patches = [Int](repeating: 0, count: area.pixelCount)
    for row in 0..<area.height {
      let start = plane.offset + (area.y + row) * plane.width + area.x
      for column in 0..<area.width {
        let index = row * area.width + column
        let value = patch(area.x + column, area.y + row)
        patches[index] = value ?? 0
        guard hidden.values[index] == 0 else { continue }
        guard let value else { continue }
        let difference = Int(frame.bytes[start + column]) - value
        guard abs(difference) <= trust else { continue }
        differences[index] = Float(difference)
        weights[index] = 1
      }
    }
    let skin = Membrane(width: area.width, height: area.height)
      .filled(differences, weights: weights)
    for row in 0..<area.height {
      let start = plane.offset + (area.y + row) * plane.width + area.x
      for column in 0..<area.width where local.values[row * area.width + column] != 0 {
        let index = row * area.width + column
        let value = Float(patches[index]) + skin[index]
        frame.bytes[start + column] = UInt8(min(255, max(0, value.rounded())))
      }
    }
  }
}

extension Hole {
  /// A hole that needs no widening.
  init(exactly mask: Grid<UInt8>) {
    self.mask = mask
  }
}
