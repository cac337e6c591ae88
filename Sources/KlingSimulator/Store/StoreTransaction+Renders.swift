import OrderedJSON
import SQLite

extension StoreTransaction {
  /// The tasks whose results are still to be made, the oldest first.
  func renderOrders() throws -> [RenderOrder] {
    try database.rows("SELECT * FROM renders ORDER BY due_at, task_id").map { row in
      let id: String = try row.get("task_id")
      let text: String = try row.get("edit")
      guard let json = try? JSON.parse(Array(text.utf8)),
        let order = RenderOrder(taskID: id, dueAt: try row.get("due_at"), json: json)
      else { throw StoreDamage(what: "the order of task \(id)") }
      return order
    }
  }

  func hasRenderOrder(_ taskID: String) throws -> Bool {
    try database.firstRow("SELECT 1 FROM renders WHERE task_id = ?", taskID) != nil
  }

  func insert(_ order: RenderOrder) throws {
    try database.execute(
      "INSERT INTO renders VALUES (?, ?, ?)", order.taskID, order.dueAt, order.json.text())
  }

  /// Ends a task whose result is made, or cannot be.
  func finish(_ order: RenderOrder, at now: Int, failure: String?) throws {
    try database.execute(
      "UPDATE tasks SET ends_at = ?, failure = coalesce(?, failure) WHERE id = ?",
      max(order.dueAt, now), failure, order.taskID)
    try database.execute("DELETE FROM renders WHERE task_id = ?", order.taskID)
  }
}
