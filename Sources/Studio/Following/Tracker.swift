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
  /// How far it should have come since it was last seen.
  private var motion = MotionSearch.Motion(x: 0, y: 0)
  /// For how many frames it has not been found.
  private var misses = 0
  /// How it was when it was last seen whole.
  private var memory: Memory

  private struct Memory {
    let frame: Frame
    let mask: Mask
    let ownMotion: MotionSearch.Motion
    /// How far it has come since.
    var motion = MotionSearch.Motion(x: 0, y: 0)
    var age = 0
  }

  /// For so many frames it is looked for.
  private static let patience = 45
  /// How much its colours must be like those that were marked, of 1.
  private static let leastLikeness: Float = 0.35
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
    memory = Memory(frame: picker.frame, mask: mask, ownMotion: ownMotion)
    origin = mask.dilated(by: max(2, Float(count).squareRoot() * 0.1))
    cover = Cover(shape.certainty, mask: mask.moved(onto: shape.certainty.area))
  }

  /// Goes on to the next frame; `camera` is what it alone does to places between the two.
  ///
  /// What is not found, because something else hides it, say, is looked for around where it should
  /// be by now, for a while.
  mutating func step(to next: Frame, camera: SimilarityTransform) {
    cover = .nothing
    guard mask.markedCount > 3, misses < Follower.patience else { return }
    let pan = camera.motion(at: mask.markedArea)
    motion = .init(x: motion.x + ownMotion.x + pan.x, y: motion.y + ownMotion.y + pan.y)
    let reach = max(8, Int(Float(mask.markedCount).squareRoot() * 0.6))
    let found = MotionSearch(from: frame, to: next)
      .motion(of: mask, guess: motion, reach: min(32, reach + 2 * misses))
    guard let sighting = sighting(in: next, after: found) else {
      if misses == 0 { recall(after: motion) }
      misses += 1
      return
    }
    ownMotion = .init(
      x: ownMotion.x + (found.x - motion.x) / (misses + 1),
      y: ownMotion.y + (found.y - motion.y) / (misses + 1))
    way.x += found.x
    way.y += found.y
    mask = withoutBranches(sighting.mask, sighting.expected)
    frame = next
    motion = .init(x: 0, y: 0)
    misses = 0
    cover = Cover(sighting.certainty, mask: mask)
    remember(after: found)
  }

  /// Goes back to how it was when it was whole, for what was left of it at last may be a rim.
  private mutating func recall(after last: MotionSearch.Motion) {
    way.x -= memory.motion.x
    way.y -= memory.motion.y
    motion = .init(x: memory.motion.x + last.x, y: memory.motion.y + last.y)
    (frame, mask, ownMotion) = (memory.frame, memory.mask, memory.ownMotion)
  }

  private mutating func remember(after step: MotionSearch.Motion) {
    memory.motion = .init(x: memory.motion.x + step.x, y: memory.motion.y + step.y)
    memory.age += 1
    // What becomes smaller slowly is farther away; fast, something comes before it.
    guard mask.markedCount * 100 >= memory.mask.markedCount * 97 || memory.age > 30 else { return }
    memory = Memory(frame: frame, mask: mask, ownMotion: ownMotion)
  }

  /// Where it seems to be in a frame.
  private struct Sighting {
    let certainty: Grid<Float>
    let mask: Mask
    /// Its last shape, moved there.
    let expected: Mask
  }

  /// Its shape in a frame, where it has come by a motion; `nil` where what is there has other
  /// colours.
  private func sighting(in next: Frame, after motion: MotionSearch.Motion) -> Sighting? {
    let box = mask.markedArea
    let goal = Area(x: box.x + motion.x, y: box.y + motion.y, width: box.width, height: box.height)
      .clipped(to: next.layout.area)
    guard !goal.isEmpty else { return nil }
    let moved = mask.moved(onto: goal, byX: motion.x, byY: motion.y)
    let picker = Picker(next)
    var known = picker.colors(of: moved)
    var inside = ColorCounts()
    inside.blend(colors, weight: 3)
    inside.blend(known.inside, weight: 1)
    known.inside = inside
    let shape = Shaper(frame: next, classes: picker.classes)
      .shape(around: moved, colors: known, leash: 0.06, weight: Follower.placeWeight)
    let expected = moved.moved(onto: shape.certainty.area)
    var found = shape.mask.piecesTouching(expected).withoutHoles()
    // One that has become far too large has run over into its surroundings.
    if found.markedCount > count * 5 / 2 { found = expected }
    guard found.markedCount * 4 > expected.markedCount else { return nil }
    let likeness = picker.colors(of: found).inside.smoothed().similarity(to: colors.smoothed())
    guard likeness > Follower.leastLikeness else { return nil }
    return Sighting(certainty: shape.certainty, mask: found, expected: expected)
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
