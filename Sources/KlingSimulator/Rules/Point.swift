/// A click in a frame: fractions of width and height, origin top left, y downwards.
struct Point: Hashable, Sendable {
  let x: Double
  let y: Double
}
