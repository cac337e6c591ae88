// K301 to K310: marks.

extension Explanation {
  static var marksMissing: Explanation {
    Explanation(
      "an edit needs a mark and has none",
      meaning: """
        To remove or replace something, show where it is: a frame, and one or more points on the
        thing itself, as fractions of width and height from the top left corner. An edit that adds
        something needs no mark.
        """,
      reason: """
        "When replacing or removing elements within the existing video, the relevant elements need
        to be marked in the video beforehand", say the service's documents.
        """,
      sources: .initSelection("init-selection"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick"
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var coordinateOutside: Explanation {
    Explanation(
      "a coordinate lies outside the frame",
      meaning: """
        The two parts of a point are fractions of width and height, between 0 and 1: `(0, 0)` is the
        top left corner and `(1, 1)` the bottom right one. Percentages go from 0% to 100%. Pixels
        count from 0, so a video that is 1280 pixels wide has the pixels 0px to 1279px in a row.

        For a pixel write the unit: `988` alone is a fraction far outside.
        """,
      reason: """
        The service takes x and y from 0 to 1. Pixels are turned into such fractions once the size
        of the video is known. Before that, kedit refuses 2160px and more: no video that the service
        takes is that large.
        """,
      sources: .addSelection("points"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (988, 214)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (988px, 214px)
        """)
  }

  static var tooManyFrames: Explanation {
    Explanation(
      "an edit marks too many frames",
      meaning: """
        An edit marks at most 10 frames. Several `at` with the same frame count once. Often one
        frame is enough: mark more where the thing moves far, or is out of sight for a while.
        """,
      reason: """
        "A maximum of 10 frames can be marked", say the service's documents.
        """,
      sources: .addSelection("frame_index"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick"
          at frame 0  point (0.20, 0.80)  at frame 10 point (0.24, 0.80)
          at frame 20 point (0.28, 0.80)  at frame 30 point (0.32, 0.80)
          at frame 40 point (0.36, 0.80)  at frame 50 point (0.40, 0.80)
          at frame 60 point (0.44, 0.80)  at frame 70 point (0.48, 0.80)
          at frame 80 point (0.52, 0.80)  at frame 90 point (0.56, 0.80)
          at frame 100 point (0.60, 0.80)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick"
          at frame 0   point (0.20, 0.80)
          at frame 50  point (0.40, 0.80)
          at frame 100 point (0.60, 0.80)
        """)
  }

  static var tooManyPoints: Explanation {
    Explanation(
      "a frame has too many points",
      meaning: """
        A frame takes at most 10 points, those of all `at` with this frame together. A few that lie
        well inside the thing are enough, for example one on each part of it.
        """,
      reason: """
        "Multiple points can be marked at once; up to 10 points can be marked on a single frame",
        say the service's documents.
        """,
      sources: .addSelection("points"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the snake"
          at frame 0
          points (0.10, 0.80) (0.15, 0.81) (0.20, 0.82) (0.25, 0.83)
                 (0.30, 0.84) (0.35, 0.84) (0.40, 0.83) (0.45, 0.82)
                 (0.50, 0.81) (0.55, 0.80) (0.60, 0.80)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the snake"
          at frame 0
          points (0.10, 0.80) (0.30, 0.84) (0.60, 0.80)
        """)
  }

  static var pointTwice: Explanation {
    Explanation(
      "a point of a frame is marked twice",
      meaning: """
        The same point of the same frame stands in the edit twice, perhaps written in two ways:
        `0.5`, `0.50` and `50%` are one number. Remove one of the two.
        """,
      reason: """
        The service has nothing but the coordinates to know a point by: it is taken away again by
        the very same ones. So a second point at the same place is either needless or a slip.
        """,
      sources: .language("marks"), .deleteSelection("points"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 points (0.5, 0.3) (50%, 30%)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 points (0.5, 0.3) (52%, 33%)
        """)
  }

  static var mixedUnits: Explanation {
    Explanation(
      "the parts of a point have two units",
      meaning: """
        Both parts of a point are fractions, or both are percentages, or both are pixels. Other
        points of the edit may have another unit.
        """,
      reason: """
        A point in two units is nearly always a slip: the unit was put to one part and forgotten at
        the other.
        """,
      sources: .language("points"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (77%, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (77%, 30%)
        """)
  }

  static var notWhole: Explanation {
    Explanation(
      "a frame or a pixel is not a whole number",
      meaning: """
        Frames and pixels are counted: there is frame 1 and frame 2, and nothing between them. For a
        time write the unit, `1.5s`, and kedit takes the frame that is shown then. For a place
        between two pixels write a fraction of the frame, such as `0.7714`.
        """,
      reason: """
        The service takes the frame as an integer. A pixel stands for its centre, so half a pixel
        means nothing.
        """,
      sources: .addSelection("frame_index"), .language("points"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 1.5 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at 1.5s point (0.77, 0.30)
        """)
  }

  static var needlessMarks: Explanation {
    Explanation(
      "an edit that adds something has marks",
      meaning: """
        `add` needs no marks. Say in words where the new thing goes: `onto "the fence"`. This is a
        warning: the marks are sent if you leave them.
        """,
      reason: """
        The service's documents ask for marks where something is replaced or removed. They do not
        say what marks do to an addition.
        """,
      sources: .initSelection("init-selection"),
      wrong: """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "https://example.com/balloon.png"
          at frame 0 point (0.50, 0.40)
        """,
      right: """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "https://example.com/balloon.png"
          onto "the fence"
        """)
  }

  static var frameBeyondEnd: Explanation {
    Explanation(
      "a mark lies beyond the end of the video",
      meaning: """
        The video has no such frame. Frames count from 0, so the last of 150 is frame 149; a time
        that is equal to the length is beyond the end. `frame last` is always the last frame.

        The frames of a local video are known at once. For any other, kedit at first refuses only
        what no video can have: frame 630 and more, 10.5 s and more. The rest is checked when the
        service has looked at the video, before the first mark is sent.
        """,
      reason: """
        The service takes videos of 10 seconds and 60 frames a second at most, and answers with the
        number of frames of the video that it was given. Its own results run a little over 10
        seconds.
        """,
      sources: .initSelection("total_frame"),
      wrong: Example(
        """
        video "farm.mp4"
        remove "the chick" at frame 150 point (0.77, 0.30)
        """, with: [.video("farm.mp4")]),
      right: Example(
        """
        video "farm.mp4"
        remove "the chick" at frame last point (0.77, 0.30)
        """, with: [.video("farm.mp4")]))
  }

  static var numberTooLarge: Explanation {
    Explanation(
      "a number is too large for anything",
      meaning: """
        The number of this frame is larger than kedit reads. Most likely something was pasted in the
        wrong place.
        """,
      reason: """
        Numbers are read exactly, digit by digit. One with an exponent above 400 would take long to
        write out and could mean nothing here: no video that the service takes has more than 630
        frames.
        """,
      sources: .language("numbers"),
      wrong: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 1e401 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 1e2 point (0.77, 0.30)
        """)
  }
}
