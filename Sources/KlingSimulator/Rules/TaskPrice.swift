/// What a task costs, in units of a resource pack.
enum TaskPrice {
  /// The price of a task whose `mode` is `std` or `pro`, and whose `duration` is `5` or `10`.
  static func units(mode: String, duration: String) -> String {
    switch (mode, duration) {
    case ("pro", "10"): "10"
    case ("pro", _): "5"
    case (_, "10"): "6"
    default: "3"
    }
  }
}
