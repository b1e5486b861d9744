/* fiel-callback-buttons.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-callback-buttons.h"

#include "fiel-announce.h"
#include "fiel-catalog.h"
#include "fiel-own-name.h"

#include <glib/gi18n.h>
#include <string.h>

/* The words below the row say what a button did, for eyes and ears. */

typedef struct
{
  FielSettingRow *row;      /* unowned: the buttons are in it */
  FielSettings *settings;   /* owned */
  GtkLabel *words;          /* unowned: below the row */
} Address;

static void
address_free (gpointer data, GClosure *closure)
{
  Address *address = data;

  g_object_unref (address->settings);
  g_free (address);
}

static void
say (Address *address, const char *words)
{
  gtk_label_set_label (address->words, words);
  gtk_widget_set_visible (GTK_WIDGET (address->words), TRUE);
  fiel_announce (GTK_WIDGET (address->row), words, FALSE);
}

static char *
read_text (Address *address)
{
  GtkWidget *control = fiel_setting_row_get_control (address->row);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (control))));
}

static void
copy_cb (GtkWidget *button, gpointer user_data)
{
  Address *address = user_data;
  g_autofree char *text = read_text (address);

  if (text[0] == '\0')
    {
      say (address, _("There is no address to copy yet."));
      return;
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  say (address, _("Copied. Give it to the provider only: whoever knows it can call."));
}

static gboolean
has_relay (Address *address)
{
  FielProfileDraft *draft = fiel_settings_get_draft (address->settings);
  const char *group = fiel_setting_row_get_group (address->row);
  g_autofree char *relay = draft != NULL ? fiel_profile_draft_get (draft, group, "relay-address") : NULL;

  return relay != NULL && relay[0] != '\0';
}

/* Keeps what was typed up to the last “/” and takes another end. */
static void
make_end (Address *address)
{
  g_autofree char *token = fiel_catalog_make_token ();
  g_autofree char *text = read_text (address);
  g_autofree char *whole = NULL;
  char *host = strstr (text, "://");
  char *slash = host != NULL ? strrchr (host + 3, '/') : NULL;

  if (slash != NULL)
    *slash = '\0';
  whole = g_strdup_printf ("%s/%s", text[0] != '\0' ? text : "https://", token);
  fiel_setting_row_enter (address->row, whole);
}

static void
new_end_cb (GtkWidget *button, gpointer user_data)
{
  Address *address = user_data;

  if (has_relay (address))
    say (address, _("The relay makes its addresses itself: have “fiel-relay address rotate” run there, and paste the "
                    "new one here. The old one serves as well until it is retired."));
  else
    make_end (address);
  gtk_widget_grab_focus (GTK_WIDGET (address->row));
}

static void
add_button (Address *address, const char *label, const char *tooltip, GCallback clicked)
{
  GtkWidget *button = fiel_own_name_new_button (label);
  Address *own = g_new0 (Address, 1);

  *own = *address;
  g_object_ref (own->settings);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", clicked, own, address_free, 0);
  fiel_setting_row_add_suffix (address->row, button);
}

void
fiel_callback_buttons_add (FielSettingRow *row, FielSettings *settings)
{
  Address address = { .row = row, .settings = settings };
  GtkWidget *words = gtk_label_new (NULL);

  g_return_if_fail (FIEL_IS_SETTING_ROW (row));
  g_return_if_fail (FIEL_IS_SETTINGS (settings));

  address.words = GTK_LABEL (words);
  gtk_label_set_xalign (address.words, 0);
  gtk_label_set_wrap (address.words, TRUE);
  gtk_label_set_wrap_mode (address.words, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (words, "caption");
  gtk_widget_set_visible (words, FALSE);
  /* Translators: button (verb): copies an address */
  add_button (&address, _("_Copy"), _("Copies the address, to be given to the provider"), G_CALLBACK (copy_cb));
  /* Translators: button: makes a new end of an address */
  add_button (&address, _("_New end"), _("Ends the address with a new word that nobody can guess"),
              G_CALLBACK (new_end_cb));
  fiel_setting_row_add_note (row, words);
}
