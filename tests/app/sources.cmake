set(app_test_sources
  ${CMAKE_CURRENT_LIST_DIR}/app_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/ink_editor_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/layout_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/painter_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/theme_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/../core/test_models.cc)
