/* test-contrast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-private.h"
#include "fiel-customer-window.h"
#include "fiel-help-window.h"
#include "fiel-page-picture.h"
#include "fiel-test.h"
#include "fiel-window-test.h"
#include "settings-fixture.h"
#include "survey-pages.h"

#include <math.h>

/* Contrast of every text and every symbol on the pages, from what is really drawn: each is rendered at three times its
 * size, so that strokes reach their full colour; the ground is what most of it is made of. WCAG 2.1: 4.5:1 for text,
 * 3:1 for large text and for symbols; what cannot be used at the moment is exempt. ADW_DEBUG_HIGH_CONTRAST=1 measures
 * the styles of high contrast: whoever asks for it gets 7:1 for text and 4.5:1 for large text, as level AAA has it. */

#define ZOOM 3
#define LARGE_PX 24
#define LARGE_BOLD_PX 18.66
#define ENOUGH_FOR_TEXT 4.5
#define ENOUGH_FOR_LARGE 3.0
#define ENOUGH_FOR_SYMBOL 3.0
#define HIGH_FOR_TEXT 7.0
#define HIGH_FOR_LARGE 4.5
/* What a stripe or a selection covers at least, to be a ground of its own. */
#define SHARE_OF_GROUND 0.1

typedef struct
{
  const char *scheme;
  const char *scene;
  GHashTable *pairs;       /* owned: "text on ground, ratio that is enough" as keys */
  GString *too_little;     /* owned: a line for each */
  guint n_texts, n_symbols, n_undrawn;
  double worst_text, worst_large, worst_symbol;
} Survey;

/* -- Colours -- */

typedef guint32 Rgb;

static double
linear (guint value)
{
  const double share = value / 255.0;

  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

static double
luminance (Rgb rgb)
{
  return 0.2126 * linear (rgb >> 16 & 255) + 0.7152 * linear (rgb >> 8 & 255) + 0.0722 * linear (rgb & 255);
}

static double
contrast (Rgb one, Rgb other)
{
  const double a = luminance (one), b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static void
add_pixels (GHashTable *counts, guint32 pixel, gsize n)
{
  gpointer rgb = GUINT_TO_POINTER (pixel & 0xffffff);

  g_hash_table_insert (counts, rgb, GSIZE_TO_POINTER (GPOINTER_TO_SIZE (g_hash_table_lookup (counts, rgb)) + n));
}

/* (transfer full): how many pixels of each colour */
static GHashTable *
count_colours (GdkTexture *texture)
{
  const gsize width = (gsize) gdk_texture_get_width (texture), height = (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * height);
  GHashTable *counts = g_hash_table_new (NULL, NULL);
  gsize begin = 0;

  gdk_texture_download (texture, (guchar *) pixels, width * 4);
  for (gsize i = 1; i <= width * height; i++)
    {
      if (i < width * height && pixels[i] == pixels[begin])
        continue;
      add_pixels (counts, pixels[begin], i - begin);
      begin = i;
    }

  return counts;
}

static Rgb
find_commonest (GHashTable *counts)
{
  GHashTableIter iter;
  gpointer rgb, n;
  guint most = 0;
  Rgb found = 0;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &rgb, &n))
    {
      if (GPOINTER_TO_UINT (n) > most)
        {
          most = GPOINTER_TO_UINT (n);
          found = GPOINTER_TO_UINT (rgb);
        }
    }

  return found;
}

static Rgb
find_farthest (GHashTable *counts, Rgb ground)
{
  GHashTableIter iter;
  gpointer rgb;
  Rgb found = ground;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &rgb, NULL))
    {
      if (contrast (GPOINTER_TO_UINT (rgb), ground) > contrast (found, ground))
        found = GPOINTER_TO_UINT (rgb);
    }

  return found;
}

/* The ground that @stroke stands out from least, of all that are large enough to be one: stripes have two. */
static Rgb
find_worst_ground (GHashTable *counts, Rgb stroke, Rgb commonest, double n_pixels)
{
  GHashTableIter iter;
  gpointer rgb, n;
  Rgb found = commonest;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &rgb, &n))
    {
      const double ratio = contrast (GPOINTER_TO_UINT (rgb), stroke);

      if (GPOINTER_TO_UINT (n) >= SHARE_OF_GROUND * n_pixels && ratio > contrast (commonest, stroke) / 2
          && ratio < contrast (found, stroke))
        found = GPOINTER_TO_UINT (rgb);
    }

  return found;
}

/* -- What is measured -- */

/* Whether all of @widget is in sight: nothing that scrolls has cut it. */
static gboolean
is_in_sight (GtkWidget *widget, GtkWidget *window)
{
  for (GtkWidget *at = gtk_widget_get_parent (widget); at != NULL; at = gtk_widget_get_parent (at))
    {
      graphene_rect_t bounds;

      if (!GTK_IS_SCROLLABLE (at) && at != window)
        continue;
      if (!gtk_widget_compute_bounds (widget, at, &bounds) || bounds.origin.x < 0 || bounds.origin.y < 0
          || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (at)
          || bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (at))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_text (GtkWidget *widget)
{
  return (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
         || (GTK_IS_TEXT (widget) && *gtk_editable_get_text (GTK_EDITABLE (widget)) != '\0');
}

static gboolean
is_symbol (GtkWidget *widget)
{
  return GTK_IS_IMAGE (widget) && gtk_image_get_icon_name (GTK_IMAGE (widget)) != NULL
         && g_str_has_suffix (gtk_image_get_icon_name (GTK_IMAGE (widget)), "-symbolic");
}

/* The marks in GTK's switches are there for high contrast; else they have no colour or, in newer GTK, no opacity. */
static gboolean
is_drawn (GtkWidget *widget)
{
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);

  return colour.alpha > 0 && gtk_widget_get_opacity (widget) > 0;
}

/* Nothing but those marks may be there and not be drawn. */
static void
note_undrawn (Survey *survey, GtkWidget *widget)
{
  g_assert_true (GTK_IS_SWITCH (gtk_widget_get_parent (widget)));
  survey->n_undrawn++;
}

static gboolean
is_high_contrast (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

static gboolean
is_large (GtkWidget *widget)
{
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  const double px = pango_font_description_get_size (font) / (double) PANGO_SCALE
                    * (pango_font_description_get_size_is_absolute (font) ? 1 : 96.0 / 72);
  const gboolean bold = pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD;

  return px >= LARGE_PX || (bold && px >= LARGE_BOLD_PX);
}

static double
get_enough (GtkWidget *widget)
{
  if (GTK_IS_IMAGE (widget))
    return ENOUGH_FOR_SYMBOL;
  if (is_large (widget))
    return is_high_contrast () ? HIGH_FOR_LARGE : ENOUGH_FOR_LARGE;

  return is_high_contrast () ? HIGH_FOR_TEXT : ENOUGH_FOR_TEXT;
}

/* (transfer full): @bounds of the picture, enlarged */
static GdkTexture *
render (GtkWidget *window, GskRenderNode *picture, const graphene_rect_t *bounds)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autoptr (GskTransform) zoom = gsk_transform_scale (NULL, ZOOM, ZOOM);
  g_autoptr (GskRenderNode) large = gsk_transform_node_new (picture, zoom);
  graphene_rect_t part;

  graphene_rect_scale (bounds, ZOOM, ZOOM, &part);
  graphene_rect_round_extents (&part, &part);

  return gsk_renderer_render_texture (renderer, large, &part);
}

static const char *
describe (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_IMAGE (widget))
    return gtk_image_get_icon_name (GTK_IMAGE (widget));

  return gtk_editable_get_text (GTK_EDITABLE (widget));
}

static void
note (Survey *survey, GtkWidget *widget, Rgb stroke, Rgb ground)
{
  const double ratio = contrast (stroke, ground), enough = get_enough (widget);
  double *worst = GTK_IS_IMAGE (widget) ? &survey->worst_symbol
                  : is_large (widget)   ? &survey->worst_large
                                        : &survey->worst_text;

  *worst = MIN (*worst, ratio);
  if (GTK_IS_IMAGE (widget))
    survey->n_symbols++;
  else
    survey->n_texts++;
  if (!g_hash_table_add (survey->pairs, g_strdup_printf ("#%06x on #%06x, %.1f", stroke, ground, enough))
      || ratio >= enough)
    return;

  g_string_append_printf (survey->too_little, "\n%s, %s: %.2f of %.1f, #%06x on #%06x: “%s” (%s)", survey->scheme,
                          survey->scene, ratio, enough, stroke, ground, describe (widget),
                          G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
}

static void
measure (Survey *survey, GtkWidget *window, GskRenderNode *picture, GtkWidget *widget)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GHashTable) counts = NULL;
  graphene_rect_t bounds;
  Rgb ground, stroke;

  if (!is_in_sight (widget, window) || !gtk_widget_compute_bounds (widget, window, &bounds)
      || bounds.size.width < 2 || bounds.size.height < 2)
    return;

  texture = render (window, picture, &bounds);
  counts = count_colours (texture);
  ground = find_commonest (counts);
  stroke = find_farthest (counts, ground);
  ground = find_worst_ground (counts, stroke, ground,
                              gdk_texture_get_width (texture) * (double) gdk_texture_get_height (texture));
  note (survey, widget, stroke, ground);
}

/* What has a surface of its own is not in the picture: the toolkit's tooltip, which comes where the pointer happens to be. */
static void
measure_below (Survey *survey, GtkWidget *window, GskRenderNode *picture, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_sensitive (widget)
      || (GTK_IS_NATIVE (widget) && widget != window))
    return;

  if (is_symbol (widget) && !is_drawn (widget))
    note_undrawn (survey, widget);
  else if (has_text (widget) || is_symbol (widget))
    measure (survey, window, picture, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    measure_below (survey, window, picture, child);
}

static void
survey_window (gpointer user_data, gpointer window, const char *scene)
{
  Survey *survey = user_data;
  g_autoptr (GskRenderNode) picture = NULL;
  const guint before = survey->n_texts;

  fiel_test_drain ();
  gtk_widget_queue_draw (window);
  gtk_test_widget_wait_for_draw (window);
  survey->scene = scene;
  picture = fiel_page_picture_draw (window);
  g_assert_nonnull (picture);
  measure_below (survey, window, picture, window);
  g_assert_cmpuint (survey->n_texts, >, before);
}

/* -- The pages -- */

static FielAttempt *
show_payment (FielWindowTest *test, const char *reference, FielAttemptPhase phase)
{
  FielAttempt *attempt = fiel_fake_engine_add_attempt (test->engine, "norte", 12990, reference);

  fiel_attempt_set_card (attempt, "018734", "VI", "CR", "4242");
  fiel_attempt_add_step (attempt, FIEL_STEP_SENT, 0, 0);
  fiel_window_show_attempt (test->window, attempt);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_ACCEPTED, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, phase);

  return attempt;
}

static void
survey_outcome (Survey *survey, FielWindowTest *test, FielOutcome outcome, FielContradiction contradiction)
{
  g_autofree char *scene = g_strdup_printf ("outcome %d", outcome);
  FielAttempt *attempt = show_payment (test, scene, FIEL_ATTEMPT_PHASE_WAITING);

  fiel_attempt_set_provider_words (attempt, "904417", "00", "Código del proveedor");
  fiel_attempt_set_reason (attempt, outcome == FIEL_OUTCOME_DECLINED ? FIEL_REASON_NO_FUNDS : FIEL_REASON_NONE);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, outcome, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  if (contradiction != FIEL_CONTRADICTION_NONE)
    fiel_attempt_set_contradiction (attempt, contradiction);
  survey_window (survey, test->window, scene);
}

static void
survey_payments (Survey *survey, FielWindowTest *test)
{
  FielAttempt *attempt = show_payment (test, "004510", FIEL_ATTEMPT_PHASE_WAITING);

  fiel_attempt_set_cancel (attempt, FIEL_CANCEL_STATE_NONE, TRUE);
  survey_window (survey, test->window, "waiting");
  fiel_attempt_set_reason (attempt, FIEL_REASON_ANSWER_LOST);
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_UNKNOWN, FIEL_OUTCOME_NONE, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_UNCONFIRMED);
  survey_window (survey, test->window, "not confirmed");
  fiel_attempt_set_sighting (attempt, FIEL_SIGHTING_DECLINED, NULL);
  survey_window (survey, test->window, "seen declined");
  survey_outcome (survey, test, FIEL_OUTCOME_APPROVED, FIEL_CONTRADICTION_NONE);
  survey_outcome (survey, test, FIEL_OUTCOME_DECLINED, FIEL_CONTRADICTION_NONE);
  survey_outcome (survey, test, FIEL_OUTCOME_CANCELLED, FIEL_CONTRADICTION_NONE);
  survey_outcome (survey, test, FIEL_OUTCOME_PARTLY_APPROVED, FIEL_CONTRADICTION_NONE);
  survey_outcome (survey, test, FIEL_OUTCOME_HAND_NOT_CHARGED, FIEL_CONTRADICTION_CHARGED_AFTER_ALL);
}

static void
survey_page (Survey *survey, FielWindowTest *test, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->window), action, NULL));
  survey_window (survey, test->window, action);
}

/* What the customer reads: nothing yet, a payment, and how it ended. */
static void
survey_customer (Survey *survey, FielWindowTest *test)
{
  FielCustomerWindow *customer = fiel_customer_window_new ();
  FielAttempt *attempt = show_payment (test, "customer", FIEL_ATTEMPT_PHASE_WAITING);

  fiel_customer_window_set_attempt (customer, fiel_engine_get_profile (test->engine), attempt);
  gtk_window_present (GTK_WINDOW (customer));
  survey_window (survey, customer, "customer, waiting");
  fiel_attempt_set_state (attempt, FIEL_ATTEMPT_STATE_CLOSED, FIEL_OUTCOME_APPROVED, 0);
  fiel_attempt_set_phase (attempt, FIEL_ATTEMPT_PHASE_DONE);
  fiel_customer_window_set_attempt (customer, fiel_engine_get_profile (test->engine), attempt);
  survey_window (survey, customer, "customer, approved");
  gtk_window_destroy (GTK_WINDOW (customer));
}

static void
survey_windows (Survey *survey, FielWindowTest *test)
{
  static const char *const pages[] = { "store", "providers", "terminals", "people", "diagnostics" };
  FielHelpWindow *help = fiel_help_window_new ();
  FielSettingsWindow *settings = NULL;

  gtk_window_present (GTK_WINDOW (help));
  survey_window (survey, help, "help");
  gtk_window_destroy (GTK_WINDOW (help));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      settings = settings_open (test, pages[i]);
      survey_window (survey, settings, pages[i]);
    }
  settings_close (test);
}

static void
survey_till (Survey *survey, FielWindowTest *test)
{
  survey_window (survey, test->window, "till");
  fiel_window_test_type (test, "1 2 9 9 0");
  fiel_fake_engine_set_unusual_from (test->engine, 5000);
  survey_window (survey, test->window, "till with an amount");
  fiel_window_test_type (test, "Return");
  survey_window (survey, test->window, "till that asks first");
  fiel_window_test_type (test, "Escape");
  fiel_fake_engine_set_trouble (test->engine, "The disk is full", NULL);
  survey_window (survey, test->window, "till with trouble");
  fiel_fake_engine_set_trouble (test->engine, NULL, NULL);
}

/* -- The schemes -- */

static Survey *
survey_begin (const char *scheme)
{
  Survey *survey = g_new0 (Survey, 1);
  const gboolean dark = g_str_has_suffix (scheme, "dark");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpint (adw_style_manager_get_dark (adw_style_manager_get_default ()), ==, dark);
  survey->scheme = scheme;
  survey->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  survey->too_little = g_string_new (NULL);
  survey->worst_text = survey->worst_large = survey->worst_symbol = 21;

  return survey;
}

static void
survey_end (Survey *survey)
{
  g_test_message ("%s: %u texts and %u symbols in %u pairs of colours; worst ratio %.2f, of large text %.2f, of symbols "
                  "%.2f; %u marks of GTK’s switches are not drawn",
                  survey->scheme, survey->n_texts, survey->n_symbols, g_hash_table_size (survey->pairs),
                  survey->worst_text, survey->worst_large, survey->worst_symbol, survey->n_undrawn);
  if (survey->too_little->len > 0)
    g_error ("Too little contrast:%s", survey->too_little->str);

  g_hash_table_unref (survey->pairs);
  g_string_free (survey->too_little, TRUE);
  g_free (survey);
}

static const char *
get_scheme (gboolean dark)
{
  if (is_high_contrast ())
    return dark ? "high contrast, dark" : "high contrast, light";

  return dark ? "dark" : "light";
}

static void
survey_everything (FielWindowTest *test, gboolean dark)
{
  Survey *survey = survey_begin (get_scheme (dark));

  survey_till (survey, test);
  survey_payments (survey, test);
  fiel_fake_engine_refresh (test->engine);
  survey_page (survey, test, "win.show-resolve");
  survey_page (survey, test, "win.show-shift");
  survey_page (survey, test, "win.show-drills");
  survey_page (survey, test, "win.show-journal");
  survey_return (test, survey_window, survey);
  survey_journal (test, survey_window, survey);
  survey_assistant (test, survey_window, survey);
  survey_customer (survey, test);
  survey_windows (survey, test);
  survey_end (survey);
}

static void
test_light (FielWindowTest *test, gconstpointer data)
{
  survey_everything (test, FALSE);
}

static void
test_dark (FielWindowTest *test, gconstpointer data)
{
  survey_everything (test, TRUE);
}

/* The page that a store begins with: the badges and bars of the other environments, and where people sign in. */
static void
test_first_page (FielWindowTest *test, gconstpointer data)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      Survey *survey = survey_begin (get_scheme (dark == 1));

      survey_window (survey, test->window, "first page");
      survey_end (survey);
    }
}

/* The measure itself, against pairs whose ratio is known. */
static void
test_ratio (void)
{
  g_assert_cmpfloat_with_epsilon (contrast (0x000000, 0xffffff), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (contrast (0x777777, 0xffffff), 4.48, 0.005);
  g_assert_cmpfloat_with_epsilon (contrast (0xffffff, 0x767676), 4.54, 0.005);
  g_assert_cmpfloat_with_epsilon (contrast (0xff0000, 0xffffff), 4.0, 0.005);
}

/* Newer GTK draws the marks in its switches only for whoever asks for shapes; the desktop does with high contrast. */
static void
show_shapes (void)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (settings), "gtk-show-status-shapes") != NULL)
    g_object_set (settings, "gtk-show-status-shapes", TRUE, NULL);
}

int
main (int argc, char *argv[])
{
  static const FielWindowTestStore production = { .environment = "production" }, trial = { .environment = "test" };
  int code;

  fiel_window_test_init (&argc, &argv);
  if (is_high_contrast ())
    show_shapes ();

  g_test_add_func ("/contrast/ratio", test_ratio);
  fiel_window_test_add ("/contrast/light", &settings_training, test_light);
  fiel_window_test_add ("/contrast/dark", &settings_training, test_dark);
  fiel_window_test_add ("/contrast/production", &production, test_first_page);
  fiel_window_test_add ("/contrast/lock", &survey_people, test_first_page);
  fiel_window_test_add ("/contrast/test-environment", &trial, test_first_page);

  code = g_test_run ();
  g_free (settings_template);

  return code;
}
