/// Where the followed thing is in each frame of a video.
package struct Track: Sendable {
  /// Of the small pictures in which it was followed.
  package let layout: FrameLayout
  /// One for each frame.
  package let covers: [Cover]
  /// For each frame, what brings its places to where they are in the first frame.
  let camera: [SimilarityTransform]

  /// For each frame, in pixels of a frame of that size, what brings its places to where they are in
  /// the first frame, as the camera moved.
  package func views(in frame: FrameLayout) -> [SimilarityTransform] {
    camera.map {
      $0.enlarged(
        byX: Double(frame.width) / Double(layout.width),
        y: Double(frame.height) / Double(layout.height))
    }
  }

  /// Around the thing in a frame, in pixels of a frame of that size; empty where it is not there.
  package func box(ofFrame index: Int, in frame: FrameLayout) -> Area {
    guard covers.indices ~= index else { return Area(x: 0, y: 0, width: 0, height: 0) }
    return covers[index].mask.markedArea
      .scaled(from: (layout.width, layout.height), to: (frame.width, frame.height))
  }

  /// For each frame, around the thing, in places of the first frame.
  package func boxesInFirst(in frame: FrameLayout) -> [Area] {
    zip(covers.indices, views(in: frame)).map { index, view in
      view.box(of: box(ofFrame: index, in: frame))
    }
  }

  /// For each frame in which less is seen of the thing than mostly, a box around where it was
  /// whole before and after: something may hide it there, which is not to be taken for what is
  /// behind it. Empty for the other frames, but of a thing that stays where it is, where whatever
  /// shows within its box can only be before it. In places of the first frame.
  package func doubtfulBoxes(in frame: FrameLayout) -> [Area] {
    let boxes = boxesInFirst(in: frame)
    let counts = covers.map { $0.mask.markedCount }
    let sizes = counts.filter { $0 > 0 }.sorted()
    guard !sizes.isEmpty else { return boxes }
    let whole = sizes[sizes.count / 2] * 85 / 100
    var lastWhole = boxes
    var nextWhole = boxes
    for index in boxes.indices.dropFirst() where counts[index] < whole {
      lastWhole[index] = lastWhole[index - 1]
    }
    for index in boxes.indices.dropLast().reversed() where counts[index] < whole {
      nextWhole[index] = nextWhole[index + 1]
    }
    let all = boxes.reduce(Area(x: 0, y: 0, width: 0, height: 0)) { $0.united(with: $1) }
    let middle = boxes.map(\.pixelCount).filter { $0 > 0 }.sorted()
    let stays = all.pixelCount * 10 < middle[middle.count / 2] * 13
    return boxes.indices.map { index in
      if stays { return all }
      return counts[index] < whole
        ? lastWhole[index].united(with: nextWhole[index]).united(with: boxes[index])
        : Area(x: 0, y: 0, width: 0, height: 0)
    }
  }
}
