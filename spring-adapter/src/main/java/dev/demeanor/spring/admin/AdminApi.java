package dev.demeanor.spring.admin;

/** Marks the handlers of the API for operators. */
interface AdminApi {

  /** Where they are. */
  String PATH = "/demeanor/admin";
}
