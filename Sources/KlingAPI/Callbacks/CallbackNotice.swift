import OrderedJSON

/// What a callback says of a task: a hint to ask the service, and never believed beyond that.
package struct CallbackNotice: Hashable, Sendable {
  package let taskID: String
  /// Ours, where the callback names it.
  package let externalTaskID: String?

  /// Reads a body, a bare object without the envelope of an answer (`api/platform.md`, Callback).
  ///
  /// - Returns: `nil` where it names no task.
  package init?(_ body: [UInt8]) {
    do {
      let fields = try FieldReader(try JSON.parse(body), path: "callback")
      taskID = try fields.id("task_id")
      externalTaskID = try fields.optionalObject("task_info")?.optionalText("external_task_id")
    } catch {
      return nil
    }
  }
}
