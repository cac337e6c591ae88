// K401 to K409: URLs, files and images.

extension Explanation {
  static var badURL: Explanation {
    Explanation(
      "a URL is not sound",
      meaning: """
        The URL of a video or an image begins with `http://` or `https://`, then comes a host. It
        has no blanks: write `%20` for one. The service must be able to fetch it from the public
        internet, without signing in. What does not look like a URL is taken for the path of a local
        file.
        """,
      reason: """
        The service fetches the file itself. A URL that is not well formed would otherwise fail only
        when the run has begun.
        """,
      sources: .initSelection("video_url"), .standard("RFC 3986 (URLs)"),
      wrong: """
        video "ftp://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var badExtension: Explanation {
    Explanation(
      "a URL ends in a format that the service does not take",
      meaning: """
        A video is an `.mp4` or `.mov` file, an image is a `.jpg`, `.jpeg` or `.png`. The URL ends
        in something that is known to be another format. Convert the file and write the URL of the
        converted one.
        """,
      reason: """
        The service takes these formats and no others. Of a file on the internet kedit sees nothing
        but the URL; a local file is judged by its content.
        """,
      sources: .initSelection("video_url"), .createTask("image_list"),
      wrong: """
        video "https://example.com/farm.webm"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var noExtension: Explanation {
    Explanation(
      "a URL does not tell the format",
      meaning: """
        The path of the URL does not end in `.mp4` or `.mov`, for an image in `.jpg`, `.jpeg` or
        `.png`. That may be right: signed links often have no ending. So this is a warning. Make
        sure that such a file lies there.
        """,
      reason: """
        The service takes these formats and no others, and kedit does not fetch the file to see what
        it is.
        """,
      sources: .initSelection("video_url"), .createTask("image_list"),
      wrong: """
        video "https://example.com/download?file=farm"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """,
      right: """
        video "https://example.com/farm.mp4?file=farm"
        remove "the chick" at frame 0 point (0.77, 0.30)
        """)
  }

  static var unreadableFile: Explanation {
    Explanation(
      "a file cannot be read",
      meaning: """
        The file does not exist, is a folder, or may not be read; the message says which. A relative
        path starts from the folder of the file that it stands in, and not from the folder that you
        are in. A URL begins with `https://`. The name of an image, a video or a result stands
        without quotes: in quotes it would be a file.

        Of a plan, this code also says that a file has changed since the plan was made.
        """,
      reason: """
        Local images are sent within the request, local videos are uploaded, and what a file
        includes is part of it. kedit looks at all of them before anything is sent.
        """,
      sources: .language("files"),
      wrong: """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "baloon.png"
        """,
      right: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "balloon.png"
        """, with: [.image("balloon.png", 360, 520)]))
  }

  static var wrongImageFormat: Explanation {
    Explanation(
      "an image is neither PNG nor JPEG",
      meaning: """
        The content of the file tells its format, whatever its name ends in. Convert it, for example
        with `ffmpeg -i INPUT -frames:v 1 OUTPUT.png`.
        """,
      reason: """
        "Supported image formats: .jpg / .jpeg / .png", say the service's documents.
        """,
      sources: .createTask("image_list"),
      wrong: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "balloon.gif"
        """, with: [.other("balloon.gif", "a GIF image")]),
      right: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "balloon.png"
        """, with: [.image("balloon.png", 360, 520)]))
  }

  static var imageTooLarge: Explanation {
    Explanation(
      "an image has too many bytes",
      meaning: """
        An image has at most 10 MB. Make it smaller, or save it as JPEG:
        `ffmpeg -i INPUT -vf scale=2048:-2 OUTPUT.jpg`.
        """,
      reason: """
        "Image file size must not exceed 10MB", say the service's documents. kedit takes that as
        10,485,760 bytes, the largest number it can mean.
        """,
      sources: .createTask("image_list"),
      wrong: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "photo.png"
        """, with: [.image("photo.png", 6000, 4000, byteCount: 31_000_000)]),
      right: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "photo.jpg"
        """, with: [.image("photo.jpg", 2048, 1366, byteCount: 900_000)]))
  }

  static var imageTooSmall: Explanation {
    Explanation(
      "an image is too small",
      meaning: """
        Each side of an image has at least 300 pixels. A larger picture of the same thing is best;
        enlarging a small one passes the check and adds no detail.
        """,
      reason: """
        "Image dimensions must be at least 300px", say the service's documents.
        """,
      sources: .createTask("image_list"),
      wrong: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "icon.png"
        """, with: [.image("icon.png", 128, 128, byteCount: 4_000)]),
      right: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "balloon.png"
        """, with: [.image("balloon.png", 360, 520)]))
  }

  static var imageAspect: Explanation {
    Explanation(
      "an image is too long or too wide",
      meaning: """
        The longer side of an image has at most 2.5 times the pixels of the shorter one. Crop the
        image to the thing that is to be put into the video, or pad it.
        """,
      reason: """
        "Aspect ratio must be between 1:2.5 and 2.5:1", say the service's documents, and: "The API
        does not perform cropping".
        """,
      sources: .createTask("image_list"),
      wrong: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "panorama.png"
        """, with: [.image("panorama.png", 3000, 600)]),
      right: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "balloon.png"
        """, with: [.image("balloon.png", 360, 520)]))
  }

  static var dataURL: Explanation {
    Explanation(
      "a video or an image is given as a data URL",
      meaning: """
        A `data:` URL holds the content itself. Save the content as a file and write the file's
        path. kedit sends a local image within the request, as the service wants it.
        """,
      reason: """
        "When using Base64, do NOT add any prefix like data:image/png;base64,", say the service's
        documents. And a file can be checked before it is sent.
        """,
      sources: .createTask("image_list"),
      wrong: """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "data:image/png;base64,iVBORw0KGgo="
        """,
      right: Example(
        """
        video "https://example.com/farm.mp4"
        add "a red balloon" from "balloon.png"
        """, with: [.image("balloon.png", 360, 520)]))
  }
}
