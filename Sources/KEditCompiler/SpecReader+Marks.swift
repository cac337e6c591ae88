import KEditPlan
import KEditSyntax

/// Reads moments and points.
extension SpecReader {
  mutating func readMark(_ clause: SyntaxNode) {
    var moment = Mark.Moment.unknown
    var momentPlace = firstPlace(clause)
    let first = file.points.count
    var sawMoment = false
    for child in clause.children {
      switch child.kind {
      case .frameMoment:
        moment = frame(child)
        momentPlace = place(child)
      case .timeMoment:
        moment = time(child)
        momentPlace = place(child)
      case .placeholder:
        if sawMoment {
          let name = noteParameter(child, fitting: .point)
          let place = place(child)
          file.points.append(
            Mark.Point(value: .parameter(name), place: place, parts: (place, place)))
        } else {
          moment = .parameter(noteParameter(child, fitting: .moment))
          momentPlace = place(child)
        }
      case .point: readPoint(child)
      default: continue
      }
      sawMoment = true
    }
    file.marks.append(
      Mark(moment: moment, momentPlace: momentPlace, points: first..<file.points.count))
  }

  private mutating func frame(_ node: SyntaxNode) -> Mark.Moment {
    for child in node.children {
      switch child.kind {
      case .word:
        switch child.text {
        case "first": return .frame(.index(0))
        case "last": return .frame(.last)
        default:
          checkFrameWord(child)
          return .unknown
        }
      case .number:
        guard let shape = child.firstToken?.numberShape, shape.isSound else { return .unknown }
        let frame = report.frame(bytes(of: child), shape, at: Site(place(child)))
        return frame.map { .frame($0) } ?? .unknown
      case .placeholder: return .frameParameter(noteParameter(child, fitting: .number))
      default: continue
      }
    }
    return .unknown
  }

  mutating func checkFrameWord(_ node: SyntaxNode) {
    guard node.text != "first", node.text != "last" else { return }
    let nearest = node.text.nearest(among: ["first", "last"])
    let isParameter = file.parameters.contains { $0.name.text.utf8.elementsEqual(node.text.utf8) }
    report.error(
      .badMoment, "\(quoted(node.text)) is no frame", at: place(node),
      help: isParameter
        ? "a parameter stands in braces: `frame {\(node.text)}`"
        : nearest.map { "did you mean `frame \($0)`?" }
          ?? "write `frame 12` (counted from 0), `frame first` or `frame last`")
  }

  private mutating func time(_ node: SyntaxNode) -> Mark.Moment {
    guard let shape = node.firstToken?.numberShape, shape.isSound, shape != .plain else {
      return .unknown
    }
    return report.time(bytes(of: node), shape, at: Site(place(node))).map { .frame($0) } ?? .unknown
  }

  private mutating func readPoint(_ node: SyntaxNode) {
    var x: SyntaxNode?
    var y: SyntaxNode?
    for child in node.children {
      switch child.kind {
      case .number, .placeholder: if x == nil { x = child } else { y = y ?? child }
      default: continue
      }
    }
    let place = place(node)
    guard let x, let y else {
      file.points.append(
        Mark.Point(value: .parts(.unknown, .unknown), place: place, parts: (place, place)))
      return
    }
    if let first = plainFraction(x), let second = plainFraction(y) {
      file.points.append(
        Mark.Point(
          value: .parts(.coordinate(first, .plain), .coordinate(second, .plain)), place: place,
          parts: (place, place)))
      return
    }
    let isReported = report.reportPixels(number(x), number(y), at: Site(place))
    file.points.append(
      Mark.Point(
        value: isReported
          ? .parts(.unknown, .unknown) : .parts(part(x, beside: y), part(y, beside: x)),
        place: place,
        parts: (self.place(x), self.place(y))))
  }

  /// What nearly every coordinate is.
  private func plainFraction(_ node: SyntaxNode) -> Coordinate? {
    guard case .plain? = node.firstToken?.numberShape else { return nil }
    return Report.fraction(bytes(of: node), percent: false).map { .fraction($0) }
  }

  private func number(
    _ node: SyntaxNode
  ) -> (bytes: ArraySlice<UInt8>, shape: NumberShape, span: Span) {
    (bytes(of: node), node.firstToken?.numberShape ?? .unknownUnit, node.span)
  }

  private mutating func part(_ node: SyntaxNode, beside other: SyntaxNode) -> Mark.Part {
    if node.kind == .placeholder { return .parameter(noteParameter(node, fitting: .number)) }
    guard let shape = node.firstToken?.numberShape, shape.isSound else { return .unknown }
    let site = Site(place(node))
    if other.kind == .placeholder, Report.isBarePixel(bytes(of: node), shape) {
      report.reportBarePixel(node.text, beside: other.text, at: site)
      return .barePixels
    }
    let coordinate = report.coordinate(bytes(of: node), shape, at: site)
    return coordinate.map { .coordinate($0, shape) } ?? .unknown
  }

  private func bytes(of node: SyntaxNode) -> ArraySlice<UInt8> {
    let span = node.span
    return tree.source.bytes[span.start..<span.end]
  }
}
