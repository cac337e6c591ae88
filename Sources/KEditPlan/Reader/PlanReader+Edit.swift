import OrderedJSON

extension PlanReader {
  mutating func readEdit(_ node: PlanNode) -> ReadEdit {
    var read = ReadEdit(node: node)
    let required = [
      "name", "at", "edit_mode", "depends_on", "fingerprint", "estimate", "steps",
    ]
    guard let members = object(node, required: required) else { return read }
    read.name = members["name"]
    read.dependsOn = members["depends_on"]
    read.fingerprint = members["fingerprint"]
    read.readName = members["name"]?.value.string
    let name = members["name"].flatMap { readName($0) }
    let position = members["at"].flatMap { readPosition($0) }
    let mode = members["edit_mode"].flatMap { word($0, of: EditMode.self) }
    let fingerprint = members["fingerprint"].flatMap { digest($0) }
    let steps = members["steps"].flatMap { readSteps($0, mode: mode, into: &read) }
    if let dependsOn = members["depends_on"] { checkDependsOn(dependsOn, video: steps?.video) }
    if let estimate = members["estimate"] { checkEstimate(estimate, task: steps?.task) }
    guard let name, let position, let mode, let fingerprint, let steps else {
      return read
    }
    read.edit = PlannedEdit(
      name: name, position: position, mode: mode, video: steps.video,
      selections: steps.selections, preview: steps.preview, task: steps.task, save: steps.save,
      fingerprint: fingerprint)
    return read
  }

  private mutating func readName(_ node: PlanNode) -> String? {
    guard let text = string(node) else { return nil }
    guard EditName.isValid(text) else {
      report(.name(text), at: node)
      return nil
    }
    return text
  }

  private mutating func readPosition(_ node: PlanNode) -> PlannedEdit.Position? {
    guard let members = object(node, required: ["line", "column"], optional: ["row"])
    else { return nil }
    let line = members["line"].flatMap { wholeNumber($0, least: 1) }
    let column = members["column"].flatMap { wholeNumber($0, least: 1) }
    var row: Int?
    if let node = members["row"] {
      row = wholeNumber(node, least: 1)
      if row == nil { return nil }
    }
    guard let line, let column else { return nil }
    return PlannedEdit.Position(line: line, column: column, row: row)
  }

  private mutating func checkDependsOn(_ node: PlanNode, video: VideoReference?) {
    guard let elements = array(node) else { return }
    let names = elements.compactMap { string($0) }
    guard names.count == elements.count, let video else { return }
    let expected: [String] = if case .result(let name) = video { [name] } else { [] }
    if names != expected { report(.dependsOn(expected: expected), at: node) }
  }

  private mutating func checkEstimate(_ node: PlanNode, task: TaskRequest?) {
    guard let members = object(node, required: ["units"]), let units = members["units"],
      let bounds = object(units, required: ["min", "max"])
    else { return }
    let min = bounds["min"].flatMap { string($0) }
    let max = bounds["max"].flatMap { string($0) }
    guard let min, let max, let task else { return }
    let expected = Prices.estimate(task.quality, task.duration)
    if min != expected.min.description || max != expected.max.description {
      report(.estimate(expected: expected), at: units)
    }
  }
}
