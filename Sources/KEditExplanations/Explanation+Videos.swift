// K410 to K416: videos.

extension Explanation {
  private static var soundVideo: Example {
    Example(
      """
      video "farm.mp4"
      remove "the chick" at frame 0 point (0.77, 0.30)
      """, with: [.video("farm.mp4")])
  }

  static var wrongVideoFormat: Explanation {
    Explanation(
      "a video is neither MP4 nor MOV",
      meaning: """
        The content of the file tells its format, whatever its name ends in. Convert it:
        `ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p OUTPUT.mp4`.
        """,
      reason: """
        "Only .mp4/.mov formats are supported", say the service's documents.
        """,
      sources: .initSelection("video_url"),
      wrong: Example(
        """
        video "farm.mkv"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """, with: [.video("farm.mkv")]),
      right: soundVideo)
  }

  static var videoLength: Explanation {
    Explanation(
      "a video has a length that the service does not take",
      meaning: """
        A video lasts 2 to 5 seconds, or 7 to 10. What lies between is refused too. Cut it:
        `ffmpeg -i INPUT -t 5 OUTPUT.mp4`.

        The length of a local video is checked at once; that of any other when the service has
        looked at it, and before the first mark is sent.
        """,
      reason: """
        The service makes results of 5 or of 10 seconds: the first from 2 to 5 seconds of video, the
        second from 7 to 10.
        """,
      sources: .initSelection("video_url"), .createTask("duration"),
      wrong: Example(
        """
        video "farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """, with: [.video("farm.mp4", milliseconds: 6_000)]),
      right: soundVideo)
  }

  static var videoSize: Explanation {
    Explanation(
      "a video is too small or too large",
      meaning: """
        Width and height each have 720 to 2160 pixels. Scale the video, for example to a height of
        720: `ffmpeg -i INPUT -vf scale=-2:720 OUTPUT.mp4`.
        """,
      reason: """
        "Video resolution must be between 720px and 2160px (inclusive) in both width and height",
        say the service's documents.
        """,
      sources: .initSelection("video_url"),
      wrong: Example(
        """
        video "farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """, with: [.video("farm.mp4", width: 854, height: 480)]),
      right: soundVideo)
  }

  static var videoRate: Explanation {
    Explanation(
      "a video has another frame rate than 24, 30 or 60",
      meaning: """
        Convert the video: `ffmpeg -i INPUT -r 30 OUTPUT.mp4`. 25 frames a second are common in
        Europe, and 29.97 or 23.976 in American television; these too must be converted.
        """,
      reason: """
        "Only supports videos with frame rates of 24, 30, or 60 fps", say the service's documents.
        """,
      sources: .initSelection("video_url"),
      wrong: Example(
        """
        video "farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """, with: [.video("farm.mp4", framesPerSecond: 25)]),
      right: soundVideo)
  }

  static var videoNotProbed: Explanation {
    Explanation(
      "a video was not looked into",
      meaning: """
        kedit has the program `ffprobe` look into local videos, and it is not installed here. So the
        length, the size and the frame rate of this video are not known. This is a warning: the
        service will look at them. To know before anything is uploaded, install ffmpeg, which
        `ffprobe` is part of.
        """,
      reason: """
        Videos come in so many forms that kedit leaves it to a program made for it.
        """,
      sources: .language("files"),
      wrong: Example(
        """
        video "farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """, with: [.unprobedVideo("farm.mp4")]),
      right: soundVideo)
  }

  static var durationMismatch: Explanation {
    Explanation(
      "the duration does not fit the length of the video",
      meaning: """
        `duration 5` needs a video of 2 to 5 seconds, and `duration 10` one of 7 to 10. Leave the
        option out, or write `duration auto`, and kedit takes the one that fits.
        """,
      reason: """
        "To generate a 5-second video, the input video must be ≥2 seconds and ≤5 seconds", say the
        service's documents, and the same of 10-second videos with 7 and 10.
        """,
      sources: .createTask("duration"),
      wrong: Example(
        """
        video "farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          duration 10
        """, with: [.video("farm.mp4")]),
      right: Example(
        """
        video "farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
          duration 5
        """, with: [.video("farm.mp4")]))
  }

  static var badVideoID: Explanation {
    Explanation(
      "the id of a video cannot be one",
      meaning: """
        After `video id` stands the id that the service gave to a video it generated. It has no
        blanks and nothing that cannot be seen, and does not begin with `${`. Copy it as the service
        wrote it.
        """,
      reason: """
        A blank at the end is easily copied along, and the service would know no such video. In a
        plan, `${` marks what is filled in later.
        """,
      sources: .initSelection("video_id"), .language("plans"),
      wrong: """
        video id "847570360458960960 "
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video id "847570360458960960"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }
}
