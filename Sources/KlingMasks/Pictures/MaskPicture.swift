/// What is shown of a frame and of what is marked on it: the frame, or a dark ground; the masks as
/// the service paints them, with an outline; a grid; the points.
package struct MaskPicture: Sendable {
  /// Of any size: it is taken to show all of what the masks are masks of.
  package var frame: Bitmap?
  /// Those of one frame, one for each object.
  package var masks: [RunLengthMask]
  package var points: [PointMarker]
  package var grid: PictureGrid?

  package init(
    frame: Bitmap? = nil, masks: [RunLengthMask] = [], points: [PointMarker] = [],
    grid: PictureGrid? = nil
  ) {
    self.frame = frame
    self.masks = masks
    self.points = points
    self.grid = grid
  }

  /// The size in which no pixel of a mask is lost, or else that of the frame; `nil` where there is
  /// nothing to show, or more than a picture may be.
  package var naturalSize: BitmapSize? {
    masks.first.map { BitmapSize($0) } ?? frame?.size
  }

  /// Draws it in any size: lines and points are as thick as can be seen in that size.
  package func drawn(in size: BitmapSize) -> Bitmap {
    var bitmap = frame?.scaled(to: size) ?? Bitmap(size, color: .ground)
    for mask in masks {
      let coverage = MaskCoverage(mask, size: size)
      bitmap.paint(coverage)
      let thickness = MaskOutline.thickness(for: size)
      guard thickness > 0 else { continue }
      // Dark beside bright is seen on any ground.
      bitmap.paint(coverage.outline(thickness: thickness + 1), color: .black.withOpacity(120))
      bitmap.paint(coverage.outline(thickness: thickness), color: .mask.withOpacity(255))
    }
    if let grid { bitmap.draw(grid) }
    for point in points { bitmap.draw(point) }
    return bitmap
  }
}
