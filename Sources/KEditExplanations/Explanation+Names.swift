// K201 to K206: names.

import KEditSyntax

extension Explanation {
  static var unknownName: Explanation {
    Explanation(
      "a name stands for nothing",
      meaning: """
        After `in` stands the name of a video or of another edit's result, and after `from` the name
        of an image. Nothing in the file has this name. The line that declares it may stand anywhere
        in the file, also further down. Upper and lower case are told apart.

        A path or a URL can stand there too, in quotes.
        """,
      reason: """
        An edit of another video than the one that was meant would be paid for all the same.
        """,
      sources: .language("names"),
      wrong: """
        video farm = "https://example.com/farm.mp4"
        remove "the chick" in fram at frame 0 point (0.77, 0.30)
        """,
      right: """
        video farm = "https://example.com/farm.mp4"
        remove "the chick" in farm at frame 0 point (0.77, 0.30)
        """)
  }

  static var nameTwice: Explanation {
    Explanation(
      "a name is given twice",
      meaning: """
        Videos, images and the results of edits share their names: each name stands for one of them
        in a file. Two parameters, too, need two names. Choose another name for one of the two.
        """,
      reason: """
        `in farm` may mean a video or a result. If both had the name, nobody could tell which.
        """,
      sources: .language("names"),
      wrong: """
        video farm = "https://example.com/farm.mp4"
        remove "the chick" in farm at frame 0 point (0.77, 0.30) as farm
        """,
      right: """
        video farm = "https://example.com/farm.mp4"
        remove "the chick" in farm at frame 0 point (0.77, 0.30) as clean
        """)
  }

  static var wrongKindOfName: Explanation {
    Explanation(
      "a name stands for a thing of another kind",
      meaning: """
        An edit is made `in` a video or in another edit's result, and what comes in is taken `from`
        an image. This name stands for something, but not for such a thing.
        """,
      reason: """
        The service wants a video to start its session with, and images for `image_list`. It takes
        neither for the other.
        """,
      sources: .initSelection("video_url"), .createTask("image_list"),
      wrong: """
        video farm = "https://example.com/farm.mp4"
        add "a red balloon" from farm in farm
        """,
      right: """
        video farm = "https://example.com/farm.mp4"
        image balloon = "https://example.com/balloon.png"
        add "a red balloon" from balloon in farm
        """)
  }

  static var unnamedVideoTwice: Explanation {
    Explanation(
      "two videos have no name",
      meaning: """
        One video of a file may go without a name: it is the one that edits without `in` are made
        in. Give every other one a name, and say `in NAME` in its edits.
        """,
      reason: """
        With two videos that have no name, nothing would say which of them an edit means.
        """,
      sources: .language("videos"),
      wrong: Example(
        """
        video "https://example.com/farm.mp4"
        video "https://example.com/barn.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """, alsoFound: [.neverUsed]),
      right: """
        video "https://example.com/farm.mp4"
        video barn = "https://example.com/barn.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30) as farm-clean
        remove "the hen" in barn at frame 0 point (0.20, 0.45) as barn-clean
        """)
  }

  static var videoMissing: Explanation {
    Explanation(
      "an edit does not say which video it is made in",
      meaning: """
        An edit without `in` is made in the only video that the file declares, or in the one without
        a name. This file has no video at all, or it has several and every one has a name.
        """,
      reason: """
        The service begins with a video: its call init-selection takes exactly one, by URL or by id.
        """,
      sources: .initSelection("video_id, video_url"),
      wrong: """
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var neverUsed: Explanation {
    Explanation(
      "a video, an image or a parameter is never used",
      meaning: """
        The file declares it, and nothing in the file takes it up. That does no harm: this is a
        warning. Remove the line, or use the name.

        A file without any edit is not warned about, nor is what comes from an included file.
        """,
      reason: """
        Mostly it is the trace of a slip: another name stands where this one was meant, or an edit
        was forgotten.
        """,
      sources: .language("names"),
      wrong: """
        video "https://example.com/farm.mp4"
        image corgi = "https://example.com/corgi.png"
        remove "the dog" at frame 0 point (0.40, 0.55)
        """,
      right: """
        video "https://example.com/farm.mp4"
        image corgi = "https://example.com/corgi.png"
        swap "the dog" for "a corgi" from corgi at frame 0 point (0.40, 0.55)
        """)
  }
}
