/// What the id of a video that the service generated must be so that it is not taken for a
/// placeholder.
package enum VideoIDRules {
  /// The first fault; `dotSegment` is never one, for the id is no part of an address.
  package static func fault(of id: String) -> ExternalTaskIDRules.Fault? {
    let fault = ExternalTaskIDRules.fault(of: id)
    return fault == .dotSegment ? nil : fault
  }
}
