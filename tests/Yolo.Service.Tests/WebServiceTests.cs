using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WebService;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Extensions.DependencyInjection;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Tests.Engine;

namespace Yolo.Service.Tests;

/// <summary>The sample <c>WebService</c> over HTTP.</summary>
[NonParallelizable]
public sealed partial class WebServiceTests
{
    private static readonly PredictOptions Unsure = new() { Confidence = TinyModel.Confidence };

    private TinyModel tiny = null!;
    private YoloModel model = null!;
    private ServiceFactory service = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public async Task StartService()
    {
        tiny = new TinyModel();
        model = new YoloModel(tiny.Exported);
        service = Start(tiny.Exported);
        client = service.CreateClient();
        await service.Services.GetRequiredService<IYoloPredictor>().GetModelAsync();
    }

    [OneTimeTearDown]
    public void StopService()
    {
        client.Dispose();
        service.Dispose();
        model.Dispose();
        tiny.Dispose();
    }

    [TestCase(false, "image/png")]
    [TestCase(false, "application/x-www-form-urlencoded", Description = "what curl --data-binary says")]
    [TestCase(true, "multipart/form-data")]
    public async Task Predict_OfAPicture_AnswersWhatTheModelFinds(bool asForm, string type)
    {
        var picture = TinyModel.Picture(2);
        var expected = model.Predict(picture, Unsure).Single();
        using HttpContent body = asForm ? new MultipartFormDataContent { { new ByteArrayContent(picture), "file", "picture.png" } } : new ByteArrayContent(picture);
        if (!asForm)
        {
            body.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        using var answer = await client.PostAsync("/predict", body);
        var found = (await answer.Content.ReadFromJsonAsync<Answer>())!;

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((found.Width, found.Height), Is.EqualTo((96, 64)));
        AssertSame(found, expected);
    }

    [Test]
    public async Task Predict_WithRealPicturesAndWeights_AnswersWhatTheModelFinds()
    {
        var weights = Shared.Path("weights", "bccd-yolov8n.pt");
        using var trained = new YoloModel(weights);
        var exported = trained.Export(new ExportOptions { ImageSize = 320, Dynamic = true, File = tiny.Path("bccd.onnx") });
        foreach (var file in new[] { exported, weights })
        {
            using var real = new ServiceFactory(("Yolo:Model", file));
            using var caller = real.CreateClient();
            foreach (var picture in Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "test")).Order().Take(3))
            {
                using var answer = await caller.PostAsync("/predict", new ByteArrayContent(await File.ReadAllBytesAsync(picture)));
                var expected = trained.Predict(picture).Single();
                Assert.That(expected.Boxes, Is.Not.Empty);
                AssertSame((await answer.Content.ReadFromJsonAsync<Answer>())!, expected);
            }
        }
    }

    [TestCase("/predict?draw=true", null)]
    [TestCase("/predict", "image/jpeg")]
    public async Task Predict_ThatIsToDraw_AnswersThePictureWithWhatWasFound(string address, string? accept)
    {
        var picture = TinyModel.Picture(3, 160, 128);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(picture) };
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }

        using var answer = await client.SendAsync(request);

        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/jpeg"));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(model.Predict(picture, Unsure).Single().Plot().Encode(ImageFormat.Jpeg)));
    }

    [Test]
    public async Task Predict_OfNoPicture_IsABadRequestThatSaysWhy()
    {
        foreach (var body in new[] { "no picture"u8.ToArray(), [], TinyModel.Picture(0)[..40] })
        {
            using var answer = await client.PostAsync("/predict", new ByteArrayContent(body));
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

            Assert.That((answer.StatusCode, answer.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.BadRequest, "application/problem+json")));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(400));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("picture"));
        }

        foreach (var type in new[] { "multipart/form-data", "multipart/form-data; boundary=b", "multipart/mixed; boundary=b" })
        {
            using var cut = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nab"u8.ToArray());
            cut.Headers.TryAddWithoutValidation("Content-Type", type);
            using var broken = await client.PostAsync("/predict", cut);
            Assert.That(broken.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), type);
        }

        using var form = await client.PostAsync("/predict", new MultipartFormDataContent { { new StringContent("x"), "text" } });
        Assert.That(form.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var get = await client.GetAsync("/predict");
        Assert.That(get.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task Predict_OfTooLargeAnUpload_IsRefused()
    {
        using var answer = await client.PostAsync("/predict", new ByteArrayContent(new byte[200_001]));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32(), Is.EqualTo(413));
    }

    [Test]
    public async Task Predict_WhenTooManyWait_IsUnavailableForAWhile()
    {
        using var busy = Start(tiny.Exported, ("Yolo:Sessions", "1"), ("Yolo:MaximumWaiting", "0"));
        using var caller = busy.CreateClient();
        using var door = new Door(await busy.Services.GetRequiredService<IYoloPredictor>().GetModelAsync());
        var first = caller.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(0)));
        await door.Reached;

        using var second = await caller.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(1)));
        var problem = await second.Content.ReadFromJsonAsync<JsonElement>();
        door.Open();

        Assert.That((second.StatusCode, second.Headers.RetryAfter?.Delta), Is.EqualTo((HttpStatusCode.ServiceUnavailable, (TimeSpan?)TimeSpan.FromSeconds(1))));
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("Ask again"));
        Assert.That((await first).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Predict_OfACallerWhoHangsUp_LeavesTheQueue_AndTheOthersAreAnswered()
    {
        File.Copy(tiny.Exported, tiny.Path("narrow.onnx"));
        using var narrow = Start(tiny.Path("narrow.onnx"), ("Yolo:Sessions", "1"), ("Yolo:MaximumWaiting", "1"));
        using var caller = narrow.CreateClient();
        using var door = new Door(await narrow.Services.GetRequiredService<IYoloPredictor>().GetModelAsync());
        var first = caller.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(0)));
        await door.Reached;

        using var hangUp = new CancellationTokenSource();
        var second = caller.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(1)), hangUp.Token);
        await UntilWaiting(caller, 1);
        using var third = await caller.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(2)));
        await hangUp.CancelAsync();
        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        await UntilWaiting(caller, 0);
        var fourth = caller.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(3)));
        await UntilWaiting(caller, 1);
        door.Open();

        Assert.That((await first).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(third.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await fourth).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Predict_OfManyAtTheSameTime_AnswersEachItsOwn_AndMemoryDoesNotGrow()
    {
        var pictures = Enumerable.Range(0, 6).Select(i => TinyModel.Picture(i)).ToArray();
        Result[] expected = [.. pictures.Select(picture => model.Predict(picture, Unsure).Single())];

        await Ask(200);
        var before = Kept();
        await Ask(400);
        var grown = Kept() - before;

        Assert.That(grown, Is.LessThan(4 << 20), "bytes of objects that outlive 400 requests");

        // In a storm, which has ended when the memory is looked at.
        async Task Ask(int requests)
        {
            using var storm = new Storm();
            await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (i, cancellation) =>
            {
                using var answer = await client.PostAsync("/predict", new ByteArrayContent(pictures[i % 6]), cancellation);
                AssertSame((await answer.Content.ReadFromJsonAsync<Answer>(cancellation))!, expected[i % 6]);
            });
        }

        static long Kept()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    [Test]
    public async Task Health_IsUnhealthyWithoutAModel_AndHealthyWithOne()
    {
        Assert.That(await client.GetStringAsync("/health"), Is.EqualTo("Healthy"));

        using var sick = Start(tiny.Path("missing.onnx"));
        using var caller = sick.CreateClient();
        using var health = await caller.GetAsync("/health");
        Assert.That((health.StatusCode, await health.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "Unhealthy")));
        using var answer = await caller.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(0)));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("missing.onnx"), "where files lie concerns no caller");
    }

    [Test]
    public async Task Metrics_CountRequestsByOutcome()
    {
        using var one = await client.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(0)));
        using var bad = await client.PostAsync("/predict", new ByteArrayContent("no picture"u8.ToArray()));
        var before = await Requests();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(0)));
        }

        using var another = await client.PostAsync("/predict", new ByteArrayContent("no picture"u8.ToArray()));
        var after = await Requests();

        Assert.That((after["ok"] - before["ok"], after["bad_picture"] - before["bad_picture"]), Is.EqualTo((3.0, 1.0)));
        var text = await client.GetStringAsync("/metrics");
        Assert.That(text, Does.Match(@"yolo_request_duration\w*_bucket\{[^}]*le=""0.16"""));
        Assert.That(text, Does.Match(@"yolo_queue_length\w*\{[^}]*yolo_model=""tiny.onnx""[^}]*\} 0\n"));
    }

    [Test]
    public async Task Stop_WhileARequestRuns_AnswersIt_AndTakesNoMore()
    {
        var stopped = Start(tiny.Exported);
        using var caller = new HttpClient { BaseAddress = stopped.CreateClient().BaseAddress };
        var served = await stopped.Services.GetRequiredService<IYoloPredictor>().GetModelAsync();
        using var door = new Door(served);
        var running = caller.PostAsync("/predict", new ByteArrayContent(TinyModel.Picture(0)));
        await door.Reached;

        var lifetime = stopped.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>();
        var stopping = Task.Run(stopped.Dispose);
        lifetime.ApplicationStopping.WaitHandle.WaitOne();
        door.Open();
        using var answer = await running;
        await stopping;

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(() => served.Names, Throws.TypeOf<ObjectDisposedException>());
    }

    private static ServiceFactory Start(string file, params (string Key, string Value)[] settings) =>
        new([("Yolo:Model", file), ("Yolo:Predict:Confidence", TinyModel.Confidence.ToString(CultureInfo.InvariantCulture)), ("MaximumUpload", "200000"), .. settings]);

    // The service hears of a request, and of a caller who has hung up, a little later.
    private static async Task UntilWaiting(HttpClient caller, int requests)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!Regex.IsMatch(await caller.GetStringAsync("/metrics", patience.Token), $$"""yolo_queue_length\w*\{[^}]*yolo_model="narrow.onnx"[^}]*\} {{requests}}\n"""))
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private static void AssertSame(Answer found, Result expected)
    {
        Assert.That(found.Objects.Select(one => one.Name), Is.EqualTo(expected.Boxes.Select(box => expected.NameOf(box.Class))));
        Assert.That(found.Objects.Select(one => one.Confidence), Is.EqualTo(expected.Boxes.Confidences).Within(1e-4f));
        Assert.That(found.Objects.SelectMany(one => one.Box!), Is.EqualTo(expected.Boxes.Xyxy.SelectMany(box => new[] { box.X1, box.Y1, box.X2, box.Y2 })).Within(0.05f));
    }

    private async Task<Dictionary<string, double>> Requests() =>
        RequestLine().Matches(await client.GetStringAsync("/metrics")).ToDictionary(
            match => match.Groups["outcome"].Value, match => double.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    [GeneratedRegex(@"^yolo_yolo_requests\w*\{(?=[^}]*yolo_model=""tiny\.onnx"")[^}]*outcome=""(?<outcome>\w+)""[^}]*\} (?<count>\S+)$", RegexOptions.Multiline)]
    private static partial Regex RequestLine();
}
