/* fiel-fake-desktop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-fake-desktop.h"

#define NAME "org.freedesktop.Notifications"

static const char description[]
    = "<node><interface name='" NAME "'><method name='Notify'>"
      "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
      "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
      "<method name='CloseNotification'><arg type='u' direction='in'/></method></interface></node>";

static GDBusConnection *bus; /* owned: a name on the bus ends with the last reference */
static GString *told;        /* owned: lines */
static guint n_told;

static void
called_cb (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *arguments, GDBusMethodInvocation *invocation, gpointer user_data)
{
  const char *title, *body;
  guint32 replaces;

  if (g_str_equal (method, "CloseNotification"))
    {
      g_string_append (told, "-\n");
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }

  g_variant_get (arguments, "(&su&s&s&s@as@a{sv}i)", NULL, &replaces, NULL, &title, &body, NULL, NULL, NULL);
  g_string_append_printf (told, "%s|%s\n", title, body);
  if (replaces == 0)
    replaces = ++n_told;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", replaces));
}

void
fiel_fake_desktop_start (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, NULL);
  g_autoptr (GVariant) answer = NULL;
  guint32 is_ours = 0;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (bus);
  g_assert_nonnull (node);
  told = g_string_new (NULL);
  g_dbus_connection_register_object (bus, "/org/freedesktop/Notifications", node->interfaces[0], &vtable, NULL, NULL,
                                     NULL);
  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                        "RequestName", g_variant_new ("(su)", NAME, 0u), G_VARIANT_TYPE ("(u)"),
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (answer);
  g_variant_get (answer, "(u)", &is_ours);
  g_assert_cmpuint (is_ours, ==, 1);
}

char *
fiel_fake_desktop_take_told (void)
{
  char *taken = g_strdup (told->str);

  g_string_truncate (told, 0);

  return taken;
}
