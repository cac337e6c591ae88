import OrderedJSON

/// A selection of a plan file, and where its parts stand.
private struct ReadSelection {
  let body: PlanNode
  let frame: PlanNode
  let points: [(node: PlanNode, x: PlanNode, y: PlanNode)]
  let selection: Selection
}

extension PlanReader {
  /// Reads the add steps and checks them as a whole; `nil` where one of them could not be read.
  mutating func readAdds(
    _ steps: [PlanNode], of node: PlanNode, mode: EditMode?
  ) -> [Selection]? {
    let read = steps.compactMap { readAdd($0) }
    guard read.count == steps.count else { return nil }
    let selections = read.map(\.selection)
    // Without a mode nothing can be said of missing marks; an addition needs none.
    for fault in SelectionRules.faults(of: selections, mode: mode ?? .addition) {
      report(.selection(fault), at: place(of: fault, in: read) ?? node)
    }
    return selections
  }

  private func place(of fault: SelectionFault, in read: [ReadSelection]) -> PlanNode? {
    switch fault {
    case .missing, .tooManyFrames: nil
    case .noPoints(let selection), .tooManyPoints(let selection, _): read[selection].body
    case .repeatedFrame(let selection, _), .negativeFrame(let selection): read[selection].frame
    case .repeatedPoint(let selection, let point, _): read[selection].points[point].node
    case .coordinateOutside(let selection, let point, .x): read[selection].points[point].x
    case .coordinateOutside(let selection, let point, .y): read[selection].points[point].y
    }
  }

  private mutating func readAdd(_ step: PlanNode) -> ReadSelection? {
    guard let post = readPost(step, path: PlanFormat.addPath),
      let members = object(post.body, required: ["session_id", "frame_index", "points"])
    else { return nil }
    constant(members["session_id"], Placeholder.sessionID.text)
    guard let frameNode = members["frame_index"], let pointsNode = members["points"] else {
      return nil
    }
    let frame = readFrame(frameNode)
    guard let nodes = array(pointsNode) else { return nil }
    let points = nodes.map { readPoint($0) }
    let whole = points.compactMap { $0 }
    guard let frame, whole.count == nodes.count else { return nil }
    return ReadSelection(
      body: post.body, frame: frameNode,
      points: zip(nodes, whole).map { ($0, $1.x, $1.y) },
      selection: Selection(frame: frame, points: whole.map(\.point)))
  }

  private mutating func readFrame(_ node: PlanNode) -> FrameReference? {
    guard let text = node.value.string else {
      return wholeNumber(node, least: 0).map { .index($0) }
    }
    switch Placeholder(text) {
    case .frameLast: return .last
    case .frame(let seconds): return .time(seconds)
    default:
      report(.placeholder(text, expected: ["${frame_last}", "${frame_at(1.5s)}"]), at: node)
      return nil
    }
  }

  private mutating func readPoint(
    _ node: PlanNode
  ) -> (point: PointReference, x: PlanNode, y: PlanNode)? {
    guard let members = object(node, required: ["x", "y"]), let xNode = members["x"],
      let yNode = members["y"]
    else { return nil }
    let x = readCoordinate(xNode, example: "${x_of(988px)}") {
      if case .x(let pixel) = $0 { pixel } else { nil }
    }
    let y = readCoordinate(yNode, example: "${y_of(214px)}") {
      if case .y(let pixel) = $0 { pixel } else { nil }
    }
    guard let x, let y else { return nil }
    return (PointReference(x: x, y: y), xNode, yNode)
  }

  private mutating func readCoordinate(
    _ node: PlanNode, example: String, pixel: (Placeholder) -> Int?
  ) -> Coordinate? {
    if let text = node.value.string {
      if let pixel = Placeholder(text).flatMap(pixel) { return .pixel(pixel) }
      report(.placeholder(text, expected: [example]), at: node)
      return nil
    }
    guard let number = node.value.number else {
      report(.type(expected: "a number", found: node.value.kind), at: node)
      return nil
    }
    // A number beyond every double is outside as well.
    return .fraction(number.double ?? .infinity)
  }
}
