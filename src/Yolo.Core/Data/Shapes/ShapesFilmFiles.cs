namespace Yolo.Data.Shapes;

/// <summary>Where the generated film is.</summary>
/// <param name="Video">The path of the video, an MP4 file.</param>
/// <param name="Truth">The path of the text file that says what is to be seen in it; see <see cref="ShapesFilm"/>.</param>
internal sealed record ShapesFilmFiles(string Video, string Truth);
