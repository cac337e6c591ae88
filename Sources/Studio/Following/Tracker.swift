/// Follows a marked thing through a video, both ways from each marked frame.
package struct Tracker {
  /// The points of a marked frame.
  package struct Mark: Hashable, Sendable {
    package let frame: Int
    package let points: [FramePoint]

    package init(frame: Int, points: [FramePoint]) {
      self.frame = frame
      self.points = points
    }
  }

  private let frames: [Frame]
  private let marks: [Mark]

  /// - Precondition: there is a frame, all have one layout, in full colour resolution.
  package init(frames: [Frame], marks: [Mark]) {
    precondition(!frames.isEmpty, "a video has frames")
    self.frames = frames
    self.marks = marks.filter { frames.indices ~= $0.frame && !$0.points.isEmpty }
      .sorted { $0.frame < $1.frame }
  }

  /// Follows it.
  ///
  /// - Parameter isStopped: asked between frames; the rest of a stopped track is empty.
  /// - Returns: where it is in every frame.
  package func track(isStopped: () -> Bool = { false }) -> Track {
    let camera = CameraPath(frames, isStopped: isStopped).views
    var covers = [Cover](repeating: .nothing, count: frames.count)
    for (place, mark) in marks.enumerated() {
      let picker = Picker(frames[mark.frame])
      let mask = picker.pick(mark.points)
      let first = Follower(picker, mask)
      covers[mark.frame] = first.cover
      // Between two marked frames each is followed half the way.
      let before = place > 0 ? (marks[place - 1].frame + mark.frame) / 2 + 1 : 0
      let behind =
        place + 1 < marks.count ? (mark.frame + marks[place + 1].frame) / 2 : frames.count - 1
      for way in [
        stride(from: mark.frame + 1, through: behind, by: 1),
        stride(from: mark.frame - 1, through: before, by: -1),
      ] {
        var follower = first
        var last = mark.frame
        for index in way {
          if isStopped() { break }
          follower.step(to: frames[index], camera: camera[index].inverse.after(camera[last]))
          covers[index] = follower.cover
          last = index
        }
      }
    }
    return Track(layout: frames[0].layout, covers: covers, camera: camera)
  }
}

/// A thing on its way from frame to frame.
private struct Follower {
  private let colors: ColorCounts
  private let count: Int
  private var frame: Frame
  private var mask: Mask
  /// What it moves by itself, beside what the camera does.
  private var ownMotion = MotionSearch.Motion(x: 0, y: 0)
  /// The shape in which it was marked, and how far it has come since.
  private let origin: Mask
  private var way = MotionSearch.Motion(x: 0, y: 0)
  private(set) var cover: Cover

  /// How much the last place counts against the colours.
  private static let placeWeight: Float = 1.6

  init(_ picker: Picker, _ mask: Mask) {
    colors = picker.colors(of: mask).inside
    count = mask.markedCount
    frame = picker.frame
    let shaper = Shaper(frame: picker.frame, classes: picker.classes)
    let shape = shaper.shape(
      around: mask, colors: picker.colors(of: mask), leash: 0.02, weight: 3)
    self.mask = mask
    origin = mask.dilated(by: max(2, Float(count).squareRoot() * 0.1))
    cover = Cover(shape.certainty, mask: mask.moved(onto: shape.certainty.area))
  }

  /// Goes on to the next frame; `camera` is what it alone does to places between the two.
  mutating func step(to next: Frame, camera: SimilarityTransform) {
    guard mask.markedCount > 3 else {
      // Out of sight: it is looked for where it was lost, by nobody knows whom; so not at all.
      cover = .nothing
      return
    }
    let box = mask.markedArea
    let pan = camera.motion(at: box)
    let reach = max(8, Int(Float(mask.markedCount).squareRoot() * 0.6))
    let motion = MotionSearch(from: frame, to: next)
      .motion(
        of: mask, guess: .init(x: ownMotion.x + pan.x, y: ownMotion.y + pan.y),
        reach: min(32, reach))
    ownMotion = .init(x: motion.x - pan.x, y: motion.y - pan.y)
    let whole = next.layout.area
    let goal = Area(x: box.x + motion.x, y: box.y + motion.y, width: box.width, height: box.height)
      .clipped(to: whole)
    guard !goal.isEmpty else {
      mask = .nothing
      cover = .nothing
      return
    }
    let moved = mask.moved(onto: goal, byX: motion.x, byY: motion.y)
    let picker = Picker(next)
    var known = picker.colors(of: moved)
    var inside = ColorCounts()
    inside.blend(colors, weight: 3)
    inside.blend(known.inside, weight: 1)
    known.inside = inside
    let shaper = Shaper(frame: next, classes: picker.classes)
    let shape = shaper.shape(
      around: moved, colors: known, leash: 0.06, weight: Follower.placeWeight)
    let area = shape.certainty.area
    var found = shape.mask.piecesTouching(moved.moved(onto: area)).withoutHoles()
    // One that has become far too large has run over into its surroundings.
    if found.markedCount > count * 5 / 2 { found = moved.moved(onto: area) }
    way.x += motion.x
    way.y += motion.y
    found = withoutBranches(found, moved.moved(onto: area))
    mask = found
    frame = next
    cover = Cover(shape.certainty, mask: found)
  }

  /// Without what is thin and was not there when it was marked: a fence that it stands before and
  /// that looks like it, and along which its shape would creep on.
  private func withoutBranches(_ found: Mask, _ seeds: Mask) -> Mask {
    let size = Float(count).squareRoot()
    let thick = found.opened(by: min(5, max(1.5, size * 0.045)), from: seeds)
    let known = origin.moved(onto: found.area, byX: way.x, byY: way.y)
    var result = found
    for index in result.values.indices {
      result.values[index] &= thick.values[index] | known.values[index]
    }
    return result
  }
}

extension SimilarityTransform {
  /// By how many pixels the middle of an area is moved.
  fileprivate func motion(at area: Area) -> MotionSearch.Motion {
    let middle = Point(
      x: Double(area.x) + Double(area.width) / 2, y: Double(area.y) + Double(area.height) / 2)
    let place = self(middle)
    return .init(x: Int((place.x - middle.x).rounded()), y: Int((place.y - middle.y).rounded()))
  }
}
