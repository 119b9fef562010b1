// A model behind HTTP:   dotnet run --project samples/WebService -- --Yolo:Model best.onnx --urls http://localhost:8080
//   curl --data-binary @picture.jpg http://localhost:8080/predict                      JSON: names, boxes, confidences
//   curl -F file=@picture.jpg 'http://localhost:8080/predict?draw=true' -o drawn.jpg   the picture with what was found
// Also: /health (is the model loaded?) and /metrics (for Prometheus). Settings: appsettings.json, environment (Yolo__Model), command line.
// Ctrl-C or SIGTERM: no new connections, requests that have begun are answered, then the model is freed; the host does that by itself.
using Prometheus;
using WebService;
using Yolo.Extensions.DependencyInjection;
using Yolo.Imaging;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = builder.Configuration.GetValue("MaximumUpload", 10L << 20));
builder.Services.AddYolo(options => builder.Configuration.GetSection("Yolo").Bind(options));
builder.Services.AddHealthChecks().AddYolo();
builder.Services.AddProblemDetails(problem => problem.CustomizeProblemDetails = Failure.Explain);

var app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = Failure.Status, SuppressDiagnosticsCallback = context => Failure.IsOfTheCaller(context.Exception) });
app.UseStatusCodePages();
app.MapPost("/predict", Predict);
app.MapHealthChecks("/health");

// prometheus-net publishes every meter of the process, "Yolo" among them; the exporter of OpenTelemetry for Prometheus is a preview still. It listens from its first
// collection on: before the first request, so that whoever comes and goes is counted both times.
app.MapMetrics();
await Metrics.DefaultRegistry.CollectAndExportAsTextAsync(Stream.Null);
app.Run();

static async Task<IResult> Predict(HttpRequest request, IYoloPredictor yolo, CancellationToken cancellation, bool draw = false)
{
    var result = await yolo.PredictAsync(await ReadPicture(request, cancellation), cancellation: cancellation);
    return draw || request.GetTypedHeaders().Accept.Any(type => type.MediaType == "image/jpeg")
        ? TypedResults.Bytes(result.Plot().Encode(ImageFormat.Jpeg), "image/jpeg")
        : TypedResults.Ok(Answer.Of(result));
}

// The first file of a form, or the body itself, whatever it is called: curl calls a body of its own a form of another kind. More than Kestrel's limit ends in 413.
static async Task<byte[]> ReadPicture(HttpRequest request, CancellationToken cancellation)
{
    using var picture = new MemoryStream();
    if (request.GetTypedHeaders().ContentType?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) is not true)
    {
        await request.Body.CopyToAsync(picture, cancellation);
    }
    else if ((await ReadForm(request, cancellation)).Files is [var file, ..])
    {
        await file.CopyToAsync(picture, cancellation);
    }

    return picture.Length > 0 ? picture.ToArray() : throw new BadHttpRequestException("There is no picture: send it as the body, or as a file of a form.");
}

static async Task<IFormCollection> ReadForm(HttpRequest request, CancellationToken cancellation)
{
    try
    {
        return await request.ReadFormAsync(cancellation);
    }
    catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
    {
        throw new BadHttpRequestException($"The form cannot be read: {error.Message}", error);
    }
}
