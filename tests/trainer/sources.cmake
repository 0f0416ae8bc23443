# The trainer's tests, seen from the tests folder.
set(trainer_test_sources
  trainer/architecture_test.cc
  trainer/augment_test.cc
  trainer/calibration_test.cc
  trainer/convolution_test.cc
  trainer/dataset_test.cc
  trainer/digit_styles_test.cc
  trainer/export_test.cc
  trainer/gradient_test.cc
  trainer/loss_test.cc
  trainer/negative_source_test.cc
  trainer/negatives_test.cc
  trainer/optimizer_test.cc
  trainer/own_data_test.cc
  trainer/quantizer_test.cc
  trainer/synthetic_digits.cc
  trainer/training_test.cc)
