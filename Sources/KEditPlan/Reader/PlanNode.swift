import OrderedJSON

/// A value of a plan file, with its place.
typealias PlanNode = JSONNode

extension PlanNode {
  func fault(_ kind: PlanFault.Kind) -> PlanFault {
    PlanFault(pointer: pointer, offset: offset, kind: kind)
  }
}
